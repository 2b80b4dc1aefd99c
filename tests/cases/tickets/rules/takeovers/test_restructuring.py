"""Which of two parts in one ticket goes on when two units become one."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from cases.tickets.rules.takeovers import restructuring
from cases.tickets.rules.takeovers.restructuring import Part

OLD, NEW, THIRD = 1, 2, 3
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


def part(pk, unit, due=MONDAY, is_answered=False):
    return Part(pk, unit, due, is_answered)


def test_who_leads_has_no_part_beside_it():
    parts = [part(1, OLD), part(2, NEW), part(3, THIRD)]

    for leads in (OLD, NEW):
        assert set(restructuring.ended(parts, leads, OLD, NEW)) == {1, 2}


@pytest.mark.parametrize(
    ("old", "new", "ended"),
    [
        (part(1, OLD, MONDAY), part(2, NEW, FRIDAY), {2}),
        (part(1, OLD, FRIDAY), part(2, NEW, MONDAY), {1}),
        (part(1, OLD, MONDAY, is_answered=True), part(2, NEW, FRIDAY), {1}),
        (part(1, OLD, FRIDAY), part(2, NEW, MONDAY, is_answered=True), {2}),
    ],
)
def test_of_two_open_parts_the_one_goes_on_that_is_due_first(old, new, ended):
    assert set(restructuring.ended([old, new], THIRD, OLD, NEW)) == ended


def test_no_part_of_a_third_unit_is_touched_and_one_stays_where_there_was_one():
    choices = ([], [part(1, OLD)]), ([], [part(2, NEW)]), ([], [part(3, THIRD)])
    for chosen in product(*choices):
        parts = [one for some in chosen for one in some]
        over = restructuring.ended(parts, 9, OLD, NEW)
        left = [one for one in parts if one.pk not in over and one.unit_id != THIRD]

        assert 3 not in over
        assert len(left) == min(1, len([one for one in parts if one.unit_id != THIRD]))


def test_the_new_unit_helps_where_the_old_one_did_and_nowhere_where_it_leads():
    assert restructuring.helpers([OLD, THIRD], 9, OLD, NEW) == [NEW, THIRD]
    assert restructuring.helpers([OLD, NEW], 9, OLD, NEW) == [NEW]
    assert restructuring.helpers([NEW, THIRD], OLD, OLD, NEW) == [THIRD]
    assert restructuring.helpers([OLD], NEW, OLD, NEW) == []
