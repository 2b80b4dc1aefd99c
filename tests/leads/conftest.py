"""The room in use: both sides, their people, and their keys open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy

import pytest
from django.db import connections, transaction

from tests.leads.seating import Room, furnish


@pytest.fixture(scope="module")
def furnished(django_db_setup, django_db_blocker) -> Iterator[Room]:
    """A county's room as it is after its first day: heads, clerks, custodians, keys.

    Furnished once for a file, since it is dear; each test goes back to it by its own savepoint.
    """
    with django_db_blocker.unblock(), ExitStack() as undone:
        for alias in connections:
            undone.enter_context(_undone_afterwards(alias))
        yield furnish()


@pytest.fixture
def room(furnished, db) -> Room:
    """The furnished room, in objects of this test's own."""
    return deepcopy(furnished)


@contextmanager
def _undone_afterwards(alias: str) -> Iterator[None]:
    with transaction.atomic(using=alias):
        yield
        transaction.set_rollback(True, using=alias)
