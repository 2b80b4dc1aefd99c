"""What is done: tickets and their clocks, topics, supervision, letters, ledgers."""

from django.db import migrations

from cadres.schema import CreateTables
from cases.migrations.tables import (
    clocks,
    handling,
    ledgers,
    letter_matters,
    letters,
    rounds,
    supervision,
    ticket_events,
    tickets,
    topics,
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cadres", "0001_tables"), ("enterprises", "0001_tables")]
    operations = [
        CreateTables(
            [
                *tickets.TABLES,
                *ticket_events.TABLES,
                *handling.TABLES,
                *clocks.TABLES,
                *rounds.TABLES,
                *topics.TABLES,
                *supervision.TABLES,
                *letters.TABLES,
                *letter_matters.TABLES,
                *ledgers.TABLES,
            ]
        )
    ]
