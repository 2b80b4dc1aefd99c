"""A matter is found by the number of its source, and what was split off by the first."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cases", "0033_ticket_sources")]
    operations = [
        AddIndexConcurrently(
            "ticket",
            models.Index(
                fields=["county", "source_number"],
                name="ticket_source_number",
                condition=~models.Q(source_number=""),
            ),
        ),
        AddIndexConcurrently(
            "ticket",
            models.Index(
                fields=["split_from"],
                name="ticket_split_from",
                condition=models.Q(split_from__isnull=False),
            ),
        ),
    ]
