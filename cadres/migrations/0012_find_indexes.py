"""Indexes by which units and people are found."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from cadres.search.models.find_texts import OrderedPairs


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cadres", "0011_find_text_of_all")]
    operations = [
        AddIndexConcurrently("unit", GinIndex(OrderedPairs("find_text"), name="unit_found")),
        AddIndexConcurrently("cadre", GinIndex(OrderedPairs("find_text"), name="cadre_found")),
        AddIndexConcurrently(
            "cadre",
            models.Index(
                fields=["name_pinyin"], name="cadre_sound", opclasses=["varchar_pattern_ops"]
            ),
        ),
    ]
