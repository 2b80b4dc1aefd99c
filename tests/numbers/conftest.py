"""The one county that the tests of a file count in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from cases.tickets.rules.lists import layout
from tests.cast import Person
from tests.numbers import world

# Rows on a page of tickets: a total is more than what is shown of it.
ROWS = 5


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker) -> Iterator[dict[str, Person]]:
    """One world for all of them; whoever changes something in it takes it back."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(layout, "USUAL_SIZE", ROWS)
        yield world.build()
        transaction.set_rollback(True)
