"""Databases of one's own for tests that need real commits: threads, other processes, browsers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connections

ROOM = "leads"
NAME = re.compile(rf"committed_(?P<process>\d+)_[0-9a-f]+(?P<room>_{ROOM})?")


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Give the name of a fresh copy of the migrated database, which every thread now uses."""
    with django_db_blocker.unblock(), copied() as name, used(name):
        yield name


@contextmanager
def copied(of: str = "") -> Iterator[str]:
    """Keep a copy of the databases of that name for a while; give the name of the copy's site.

    Without a name those that are just migrated. Copied, because the trails refuse to be emptied
    after a test, as they should.
    """
    name = f"committed_{os.getpid()}_{uuid4().hex[:12]}"
    try:
        for alias in connections:
            migrated = connections[alias].settings_dict["TEST"]["TEMPLATE"]
            template = named(alias, of) if of else migrated
            at_server(alias, f'CREATE DATABASE "{named(alias, name)}" TEMPLATE "{template}"')
        yield name
    finally:
        for alias in connections:
            at_server(alias, f'DROP DATABASE IF EXISTS "{named(alias, name)}" WITH (FORCE)')


def named(alias: str, name: str) -> str:
    """The name of a copy: the room's stands beside the site's."""
    return f"{name}_{ROOM}" if alias == ROOM else name


@contextmanager
def used(name: str) -> Iterator[None]:
    """Let every thread of this process use those databases for a while."""
    usual = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _switch({alias: named(alias, name) for alias in connections})
    try:
        yield
    finally:
        _switch(usual)


def drop_left_behind() -> None:
    """Drop the copies of processes that were killed before they could."""
    for alias in connections:
        with connections[alias]._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database")
            copies = [found for row in cursor.fetchall() if (found := NAME.fullmatch(row[0]))]
        for copy in copies:
            if bool(copy["room"]) == (alias == ROOM) and not _lives(int(copy["process"])):
                at_server(alias, f'DROP DATABASE IF EXISTS "{copy[0]}" WITH (FORCE)')


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _switch(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def at_server(alias: str, statement: str) -> None:
    with connections[alias]._nodb_cursor() as cursor:
        cursor.execute(statement)
