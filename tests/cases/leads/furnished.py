"""The room in use, furnished once for all tests: both sides, their people, and their keys open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.db import connections, transaction

from tests.cases.leads.seating import Room, furnish
from tests.committed import copied, used

Furnished = tuple[str, Room]


@pytest.fixture(scope="session")
def furnished(django_db_setup, django_db_blocker) -> Iterator[Furnished]:
    """A county's room as it is after its first day, in databases of its own, and their name.

    Once only, since it is dear, and by this process: the people of a test go on from its numbers.
    """
    with django_db_blocker.unblock(), copied() as name:
        with used(name):
            room = furnish()
        yield name, room


@pytest.fixture(scope="module")
def furnished_databases(furnished) -> Iterator[Room]:
    """The databases of the furnished room for a file; each test takes back what it did."""
    name, room = furnished
    with used(name):
        yield room


@pytest.fixture
def room(furnished_databases, db) -> Room:
    """The furnished room, in objects of this test's own."""
    return deepcopy(furnished_databases)


@pytest.fixture(scope="module")
def arranged(
    furnished_databases, django_db_blocker
) -> Callable[[Callable[[Room], Any]], AbstractContextManager[Any]]:
    """Arranges something in the room for a whole file: what every test of it goes on from.

    Each test works on a copy, and takes back what it did; this is taken back with the last one.
    """

    @contextmanager
    def arrange(make: Callable[[Room], Any]) -> Iterator[Any]:
        with django_db_blocker.unblock(), ExitStack() as open_until_then:
            for alias in connections:
                open_until_then.enter_context(transaction.atomic(alias))
            yield make(deepcopy(furnished_databases))
            for alias in connections:
                transaction.set_rollback(True, alias)

    return arrange
