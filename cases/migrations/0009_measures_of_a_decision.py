"""A measure may follow from what a meeting or a higher level decided."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_sealed_bulletins_stay")]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measures",
                to="cases.application",
            ),
        ),
    ]
