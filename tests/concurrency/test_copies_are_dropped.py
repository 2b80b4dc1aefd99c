"""A run that was killed leaves databases behind; the next one drops them, and no others."""

from __future__ import annotations

import subprocess

import pytest
from django.db import connections

from tests.committed import at_server, drop_left_behind, named


@pytest.fixture
def left(committed):
    """Copies of a process that is over."""
    over = subprocess.Popen(["true"])
    over.wait()
    name = f"committed_{over.pid}_abc123"
    for alias in connections:
        at_server(alias, f'CREATE DATABASE "{named(alias, name)}" TEMPLATE template0')
    return {named(alias, name) for alias in connections}


def there() -> set[str]:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {row[0] for row in cursor.fetchall()}


def test_only_what_a_process_that_is_over_left_behind_is_dropped(committed, left):
    own = {named(alias, committed) for alias in connections}
    assert left | own <= there()

    drop_left_behind()

    assert own <= there()
    assert not left & there()
