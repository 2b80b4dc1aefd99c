"""Indexes by which units and people are found: of what `ordered_pairs` makes of their lines."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from cadres.schema import ChangeTables
from cadres.search.models.find_texts import OrderedPairs


class Migration(migrations.Migration):
    dependencies = [("cadres", "0002_functions_and_triggers")]
    operations = [
        ChangeTables(
            [
                migrations.AddIndex(name, GinIndex(OrderedPairs("find_text"), name=f"{name}_found"))
                for name in ("unit", "cadre")
            ]
        )
    ]
