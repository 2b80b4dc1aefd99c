"""Enterprises that became one, and until when a former name held."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0028_names_of_units"),
        ("enterprises", "0006_keys_of_every_number"),
    ]

    operations = [
        migrations.AddField(
            model_name="alias",
            name="until_on",
            field=models.DateField(blank=True, null=True, verbose_name="停用"),
        ),
        migrations.AddField(
            model_name="enterprise",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="enterprises.enterprise",
            ),
        ),
        migrations.AddConstraint(
            model_name="enterprise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True), ("is_active", False), _connector="OR"
                ),
                name="enterprise_merged_is_off_the_register",
            ),
        ),
    ]
