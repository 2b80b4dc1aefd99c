"""Splits of before are known from the trail alone; they get their rows."""

from django.db import migrations
from django.utils import timezone

VERB = "unit.split"


def bring(apps, schema_editor):
    entries = apps.get_model("cadres", "AuditEntry")
    units = set(apps.get_model("cadres", "Unit").objects.values_list("pk", flat=True))
    splits = apps.get_model("cadres", "UnitSplit").objects
    told = entries.objects.filter(verb=VERB, object_id__isnull=False).order_by("pk")
    for old, at, detail in told.values_list("object_id", "at", "detail"):
        new = detail.get("into")
        if {old, new} <= units and old != new:
            splits.get_or_create(old_id=old, new_id=new, on=timezone.localdate(at))


class Migration(migrations.Migration):
    dependencies = [("cadres", "0013_unit_splits")]
    operations = [migrations.RunPython(bring, migrations.RunPython.noop, elidable=True)]
