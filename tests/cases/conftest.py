"""A made county, poured in once for all facts of a file."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from cases.management.made_counties import making
from cases.management.made_counties.tables import COLUMNS

AT = datetime(2026, 11, 20, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def silent(line: str) -> None:
    """Nobody watches the progress here."""


def definitions() -> set[str]:
    """The valid indexes and constraints of the tables that are filled."""
    names = [f'"{model._meta.db_table}"' for model in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text FROM pg_index"
            " WHERE indisvalid AND indrelid = ANY(%(names)s::regclass[])"
            " UNION SELECT conname FROM pg_constraint"
            " WHERE convalidated AND conrelid = ANY(%(names)s::regclass[])",
            {"names": names},
        )
        return {definition for (definition,) in cursor.fetchall()}


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """One county for all facts of a file; afterwards the database is as empty as before."""
    with django_db_blocker.unblock(), transaction.atomic():
        before = definitions()
        counts = making.make_county("county", seed=7, at=AT, say=silent)
        yield {"before": before, **counts}
        transaction.set_rollback(True)
