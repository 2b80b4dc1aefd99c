"""Of two days that bind, the earlier counts; both are named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cases.tickets.rules.clocks import binding
from cases.tickets.rules.clocks.binding import Binding
from cases.tickets.rules.workflow import State

EARLY, LATE = date(2026, 3, 9), date(2026, 3, 12)


@pytest.mark.parametrize(
    ("state", "promised", "own", "found"),
    [
        (State.IN_HAND, EARLY, LATE, Binding("对企业承诺", EARLY, "承办时限", LATE)),
        (State.IN_HAND, LATE, EARLY, Binding("承办时限", EARLY, "对企业承诺", LATE)),
        (State.RESOLVED, EARLY, LATE, Binding("对企业承诺", EARLY, "审核期限", LATE)),
        (State.IN_HAND, EARLY, EARLY, None),
        (State.IN_HAND, EARLY, None, None),
        # What stands still, or waits for others, has no day of the unit's that counts now.
        *((state, EARLY, LATE, None) for state in State if state not in binding.OWN),
    ],
)
def test_the_earlier_day_binds(state, promised, own, found):
    assert binding.of(state, promised, own, 1, is_examined=False) == found


def test_a_part_of_another_unit_is_bound_by_the_promise_too():
    assert binding.of_share(EARLY, LATE, 1) == Binding("对企业承诺", EARLY, "答复时限", LATE)


@pytest.mark.parametrize("promised", [EARLY, LATE + timedelta(days=9)])
def test_the_promise_of_a_finished_round_binds_nobody_in_the_next(promised):
    found = binding.of(State.IN_HAND, promised, LATE, 2, is_examined=False)
    part = binding.of_share(promised, LATE, 2)

    assert found is not None
    assert part is not None
    assert (found.name, found.on, found.why) == ("承办时限", LATE, "为准")
    assert (found.is_promise, part.is_promise) == (False, False)


def test_in_a_later_round_one_day_is_one_day():
    assert binding.of(State.IN_HAND, EARLY, EARLY, 2, is_examined=False) is None
    assert binding.of(State.IN_HAND, EARLY, None, 2, is_examined=False) is None


@pytest.mark.parametrize(("promised", "name"), [(LATE, "决定受理期限"), (EARLY, "对企业承诺")])
def test_a_complaint_that_nobody_took_yet_has_the_day_of_that_decision(promised, name):
    own = EARLY if promised == LATE else LATE

    found = binding.of(State.IN_HAND, promised, own, 1, is_examined=True)

    assert found is not None
    assert (found.name, found.on) == (name, EARLY)
    assert "决定受理期限" in (found.name, found.other)
