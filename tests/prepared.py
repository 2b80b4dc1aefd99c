"""Databases with something made in them, kept from run to run for as long as the code stands."""

from __future__ import annotations

import fcntl
import hashlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connections

from tests.committed import at_server, copied, named, used

PREFIX = "kept_"
# What actions are made of, and the tests' own ways to make people and things.
CODE = ("cadres", "enterprises", "cases", "config", "tests/factories", "tests/settings.py")
SUFFIXES = {".py", ".json", ".sql", ".html", ".txt"}


def kept(what: str, make: Callable[[], None], *, day: date) -> str:
    """Return the name of databases in which `make` was done, on this day and by this code.

    The first who asks makes them; who asks later, in this run or the next, finds them. Nobody
    writes into them: a test takes a copy (tests/committed.py).
    """
    name = f"{PREFIX}{what}_{_state(day, inspect.getfile(make))}"
    with alone(f"{PREFIX}{what}.lock"):
        if all(named(alias, name) in _known(alias, name) for alias in connections):
            return name
        for alias in connections:
            for old in _known(alias, f"{PREFIX}{what}_"):
                at_server(alias, f'DROP DATABASE "{old}" WITH (FORCE)')
        with copied() as fresh:
            with used(fresh):
                make()
            for alias in reversed([*connections]):
                given = f'RENAME TO "{named(alias, name)}"'
                at_server(alias, f'ALTER DATABASE "{named(alias, fresh)}" {given}')
    return name


@contextmanager
def alone(lock: str) -> Iterator[None]:
    """Of several test processes one at a time."""
    with Path(settings.LOCAL_DIR, lock).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _known(alias: str, prefix: str) -> list[str]:
    """Those of this beginning that belong to the role of the alias."""
    asked = """SELECT datname FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba
        WHERE starts_with(datname, %s) AND rolname = current_user"""
    with connections[alias]._nodb_cursor() as cursor:
        cursor.execute(asked, [prefix])
        return [row[0] for row in cursor.fetchall()]


@cache
def _state(day: date, made_by: str) -> str:
    digest = hashlib.sha256(day.isoformat().encode() + Path(__file__).read_bytes())
    digest.update(Path(made_by).read_bytes())
    for place in CODE:
        root = settings.BASE_DIR / place
        for path in sorted([root] if root.is_file() else root.rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
