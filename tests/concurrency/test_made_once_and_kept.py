"""What many test processes need is made by the first that asks, and kept until the code changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connections

from cadres.models import Region
from tests import cast
from tests.committed import at_server, copied, named, used
from tests.prepared import kept

DAY = date(2026, 3, 6)


@pytest.fixture
def what(committed) -> Iterator[str]:
    """A name that only these tests give; whatever was kept under it is gone afterwards."""
    yield "trial"
    for alias in connections:
        for left in there(alias, "trial"):
            at_server(alias, f'DROP DATABASE "{left}" WITH (FORCE)')


def there(alias: str, what: str) -> set[str]:
    with connections[alias]._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba"
            " WHERE datname LIKE %s AND rolname = current_user",
            [f"kept_{what}_%"],
        )
        return {row[0] for row in cursor.fetchall()}


def test_it_is_made_once_a_day_and_the_last_one_only_is_kept(what):
    made = []

    def make() -> None:
        made.append(cast.county().name)

    first = kept(what, make, day=DAY)
    again = kept(what, make, day=DAY)
    assert (again, len(made)) == (first, 1)
    with copied(first) as name, used(name):
        assert Region.objects.filter(name=made[0]).exists()

    later = kept(what, make, day=DAY + timedelta(days=1))
    assert (later != first, len(made)) == (True, 2)
    for alias in connections:
        assert there(alias, what) == {named(alias, later)}


def test_what_could_not_be_made_is_not_kept(what):
    def fails() -> None:
        raise OSError("half-way")

    with pytest.raises(OSError, match="half-way"):
        kept(what, fails, day=DAY)

    assert [there(alias, what) for alias in connections] == [set(), set()]
