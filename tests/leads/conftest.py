"""The room in use: both sides, their people, and their keys open."""

from __future__ import annotations

import pytest

from tests.leads.seating import Room, furnish


@pytest.fixture
def room(db) -> Room:
    """A county's room as it is after its first day: heads, clerks, custodians, keys."""
    return furnish()
