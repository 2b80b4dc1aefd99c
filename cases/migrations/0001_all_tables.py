"""What is done: tickets and their clocks, topics, supervision, letters, ratings, policies, ledgers."""

from django.db import migrations

from cadres.schema import CreateTables
from cases.migrations.tables import (
    clocks,
    early_warning,
    evaluation,
    handling,
    ledgers,
    office,
    policies,
    rounds,
    sources_and_proposals,
    supervision,
    ticket_events,
    tickets,
    topics,
    window_ratings,
)
from cases.migrations.tables.papers import bulletins, letter_matters, letters


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cadres", "0001_all_tables"), ("enterprises", "0001_all_tables")]
    operations = [
        CreateTables(
            [
                *tickets.TABLES,
                *ticket_events.TABLES,
                *sources_and_proposals.TABLES,
                *handling.TABLES,
                *clocks.TABLES,
                *rounds.TABLES,
                *topics.TABLES,
                *supervision.TABLES,
                *office.TABLES,
                *early_warning.TABLES,
                *evaluation.TABLES,
                *letters.TABLES,
                *letter_matters.TABLES,
                *bulletins.TABLES,
                *window_ratings.TABLES,
                *policies.TABLES,
                *ledgers.TABLES,
            ]
        )
    ]
