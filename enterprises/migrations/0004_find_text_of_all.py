"""Enterprises that were on the register before are found, too."""

from django.db import migrations

from cadres.search.rules import finding

BATCH = 1000


def write_lines(apps, schema_editor):
    enterprises = apps.get_model("enterprises", "Enterprise").objects
    found = enterprises.filter(find_text="").only("name", "code", "find_text").order_by("pk")
    while rows := list(found.prefetch_related("aliases")[:BATCH]):
        for row in rows:
            names = [row.name, *(alias.name for alias in row.aliases.all())]
            row.find_text = finding.find_text(names, row.code)
        enterprises.bulk_update(rows, ["find_text"])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("enterprises", "0003_find_text")]
    operations = [migrations.RunPython(write_lines, migrations.RunPython.noop)]
