"""Who is sought is found however the words were copied, and whatever dot parts a name."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.people.selectors import people, units
from cadres.people.selectors.people import PeopleFilter
from enterprises.register.selectors import assignments

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize("kept", ["阿布都·热合曼", "阿布都.热合曼", "阿布都•热合曼"])
def test_a_name_is_found_by_any_of_its_dots(kept, liaison, dispatcher):
    liaison.cadre.name = kept
    liaison.cadre.save(update_fields=["name"])
    viewer = dispatcher.viewer(FRIDAY)

    for words in ("阿布都.热合曼", "阿布都·热合曼", "阿布都．热合曼\u200b", "阿布都"):
        assert list(assignments.candidates(seen_by=viewer, words=words)) == [liaison.cadre]
        assert list(people.rows(seen_by=viewer, wanted=PeopleFilter(words))) == [liaison.cadre]


def test_a_unit_is_found_by_a_name_that_was_copied(handler, dispatcher):
    found = units.rows(seen_by=dispatcher.viewer(FRIDAY), words=f"'{handler.unit.name}\u202c")

    assert list(found) == [handler.unit]
