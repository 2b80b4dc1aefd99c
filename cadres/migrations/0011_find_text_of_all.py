"""Units and people that were there before are found, too."""

from django.db import migrations

from cadres.people.rules import accounts
from cadres.search.rules import finding

BATCH = 1000


def write_units(apps, schema_editor):
    units = apps.get_model("cadres", "Unit").objects
    found = units.filter(find_text="").order_by("pk")
    while rows := list(found.prefetch_related("former_names")[:BATCH]):
        for row in rows:
            former = [one.name for one in row.former_names.all()]
            row.find_text = finding.find_text([row.name, row.name_key, *former]) or "\n"
        units.bulk_update(rows, ["find_text"])


def write_people(apps, schema_editor):
    people = apps.get_model("cadres", "Cadre").objects
    found = people.filter(find_text="").only("name", "find_text").order_by("pk")
    while rows := list(found[:BATCH]):
        for row in rows:
            row.find_text = accounts.find_text(row.name) or "\n"
        people.bulk_update(rows, ["find_text"])


def write_all(apps, schema_editor):
    for write in (write_units, write_people):
        write(apps, schema_editor)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cadres", "0010_find_text")]
    operations = [migrations.RunPython(write_all, migrations.RunPython.noop)]
