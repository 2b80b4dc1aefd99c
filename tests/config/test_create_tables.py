"""All tables of an app are made, and taken away, in one step."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connections

from config.backups import postgres


def tables() -> set[str]:
    return set(connections["leads"].introspection.table_names())


def schema() -> list[str]:
    dump = postgres._run(
        "leads", "pg_dump", "--schema-only", "--dbname", postgres._address("leads")
    )
    # Each dump is opened and closed by a word made up for it.
    return [line for line in dump.splitlines() if not line.startswith("\\")]


def migrate(*to: str) -> None:
    call_command("migrate", "leads", *to, database="leads", verbosity=0)


def test_a_chain_that_was_gone_back_makes_the_same_again(committed):
    before = schema()

    migrate("zero")
    assert tables() == {"django_migrations"}
    migrate()

    assert schema() == before
