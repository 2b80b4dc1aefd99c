"""Indexes by which enterprises and contacts are found."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from cadres.search.models.find_texts import OrderedPairs


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("cadres", "0009_ordered_pairs"),
        ("enterprises", "0010_contacts_find_text_of_all"),
    ]
    operations = [
        AddIndexConcurrently("contact", GinIndex(OrderedPairs("find_text"), name="contact_found")),
        AddIndexConcurrently(
            "enterprise", GinIndex(OrderedPairs("find_text"), name="enterprise_found")
        ),
    ]
