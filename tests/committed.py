"""A database of one's own for tests that need real commits: threads, other processes, browsers."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection, connections


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Give the name of a fresh copy of the migrated database, which every thread now uses.

    Copied, because the trail refuses to be emptied after a test, as it should.
    """
    template, usual = connection.settings_dict["TEST"]["TEMPLATE"], connection.settings_dict["NAME"]
    name = f"committed_{uuid4().hex[:12]}"
    with django_db_blocker.unblock():
        _run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        _switch(name)
        try:
            yield name
        finally:
            _switch(usual)
            _run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _switch(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def _run(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
