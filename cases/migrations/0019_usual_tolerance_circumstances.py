"""With which circumstances of 容错 every county begins."""

from datetime import date

from django.db import migrations
from django.utils import timezone

from cases.rules.tolerance import USUAL, USUAL_BASIS

SINCE = date(2020, 1, 1)


def load(apps, schema_editor):
    Circumstance = apps.get_model("cases", "ToleranceCircumstance")
    Circumstance.objects.bulk_create(
        Circumstance(text=text, basis=USUAL_BASIS, valid_from=SINCE, set_at=timezone.now())
        for text in USUAL
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_suspension_tolerance_circulars_talks")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
