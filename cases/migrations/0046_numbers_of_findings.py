"""Findings by indicator have the number of the evaluation, and may come in by a ledger."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0015_runs_of_letters"),
        ("cases", "0045_indicator_leads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="indicatorfinding",
            name="outer_number",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AlterField(
            model_name="indicatorfinding",
            name="filed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorfinding",
            constraint=models.UniqueConstraint(
                models.F("county"),
                django.db.models.functions.datetime.ExtractYear("found_on"),
                models.F("outer_number"),
                condition=models.Q(
                    models.Q(("outer_number", ""), _negated=True),
                    models.Q(("state", "void"), _negated=True),
                ),
                name="indicator_finding_number_once_a_year",
            ),
        ),
    ]
