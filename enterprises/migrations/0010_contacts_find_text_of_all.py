"""Contacts that were there before are found, too."""

from django.db import migrations

from cadres.search.rules import finding

BATCH = 1000


def write_lines(apps, schema_editor):
    contacts = apps.get_model("enterprises", "Contact").objects
    found = contacts.filter(find_text="").only("name", "find_text").order_by("pk")
    while rows := list(found[:BATCH]):
        for row in rows:
            row.find_text = finding.find_text([row.name]) or "\n"
        contacts.bulk_update(rows, ["find_text"])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("enterprises", "0009_contacts_find_text")]
    operations = [migrations.RunPython(write_lines, migrations.RunPython.noop)]
