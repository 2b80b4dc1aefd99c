"""A database of one's own for tests that need real commits: threads, other processes, browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection, connections


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Give the name of a fresh copy of the migrated database, which every thread now uses."""
    with django_db_blocker.unblock(), copied() as name, used(name):
        yield name


@contextmanager
def copied() -> Iterator[str]:
    """Keep a copy of the migrated database for a while.

    Copied, because the trail refuses to be emptied after a test, as it should.
    """
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    name = f"committed_{uuid4().hex[:12]}"
    _run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        _run(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def used(name: str) -> Iterator[None]:
    """Let every thread of this process use that database for a while."""
    usual = connection.settings_dict["NAME"]
    _switch(name)
    try:
        yield
    finally:
        _switch(usual)


def _switch(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def _run(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
