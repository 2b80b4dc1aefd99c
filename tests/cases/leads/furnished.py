"""The room in use, furnished once for all tests: both sides, their people, and their keys open."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest

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
