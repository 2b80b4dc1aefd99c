"""What the models say is what the migrations make."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

OURS = {"cadres", "enterprises", "cases", "leads"}
# Steps of the schema that one migration may take by themselves.
MOST_PLAIN = 3


@pytest.mark.django_db(databases=["default", "leads"])
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


def test_schema_data_and_what_is_written_in_sql_stand_apart():
    ours = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    mixed = [
        f"{app}.{name}"
        for (app, name), step in ours.items()
        if app in OURS and len({_kind(operation) for operation in step.operations}) != 1
    ]

    assert mixed == []


def test_all_tables_of_an_app_are_made_in_one_operation():
    """Each on its own would put all models of the site together anew: seconds instead of one."""
    ours = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    first = {
        app: [type(operation).__name__ for operation in step.operations]
        for (app, name), step in ours.items()
        if app in OURS and name.startswith("0001_")
    }

    assert first == {app: ["CreateTables"] for app in OURS}


def test_changes_of_many_tables_are_one_operation():
    """Wrapped into `ChangeTables`: a first start pays dearly for each that is not."""
    ours = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    many = [
        f"{app}.{name}"
        for (app, name), step in ours.items()
        if app in OURS
        and len(step.operations) > MOST_PLAIN
        and {_kind(operation) for operation in step.operations} == {"schema"}
    ]

    assert many == []


def _kind(operation: Operation) -> str:
    kinds = {RunPython: "data", RunSQL: "sql"}
    return kinds.get(type(operation), "schema")
