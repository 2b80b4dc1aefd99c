"""Every working day from the promise to the approval is somebody's, and counted once."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cadres.deadlines.rules.workdays import WorkCalendar
from cases.tickets.rules.clocks import time_spent
from cases.tickets.rules.clocks.time_spent import Spent, Stood
from cases.tickets.rules.workflow import OPEN, Action
from tests.factories.people import moment

FILED_ON = date(2026, 3, 2)
DAYS = WorkCalendar()


def stood(*steps: tuple[int, str, str]) -> list[Stood]:
    return [Stood(moment(FILED_ON + timedelta(n)), state, action) for n, state, action in steps]


def test_what_waits_for_a_decision_is_not_the_unit_s():
    """Asked for on the 4th, decided on the 6th; approved on the 10th."""
    history = stood(
        (0, "filed", "file"),
        (0, "assigned", "dispatch"),
        (1, "in_hand", "accept"),
        (7, "resolved", "resolve"),
        (8, "unconfirmed", "approve"),
    )
    waits = [(moment(date(2026, 3, 4)), moment(date(2026, 3, 6)))]
    found = time_spent.spans(FILED_ON, history, waits, date(2026, 3, 20))

    assert time_spent.days(found, DAYS) == {
        Spent.ACCEPTANCE: 1,
        Spent.UNIT: 3,
        Spent.APPROVAL: 2,
    }


def test_what_was_raised_before_it_was_filed_is_the_filer_s():
    history = stood((2, "filed", "file"))

    found = time_spent.spans(FILED_ON, history, [], FILED_ON + timedelta(3))

    assert time_spent.days(found, DAYS) == {Spent.FILING: 2, Spent.DISPATCH: 1}


def test_parked_and_handed_up_are_for_those_above_and_a_question_for_the_enterprise():
    history = stood(
        (0, "in_hand", "accept"),
        (1, "parked", "grant_parking"),
        (2, "in_hand", "unpark"),
        (3, "handed_up", "grant_hand_up"),
        (4, "asking", "ask"),
        (7, "closed", "withdraw"),
    )
    found = time_spent.spans(FILED_ON, history, [], date(2026, 4, 1))

    assert time_spent.days(found, DAYS) == {Spent.APPROVAL: 2, Spent.UNIT: 2, Spent.ENTERPRISE: 1}


@given(
    steps=st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from(sorted(OPEN)), st.sampled_from(Action)),
        min_size=1,
        max_size=8,
    ),
    waits=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), max_size=3),
    rest=st.integers(0, 20),
)
def test_together_they_are_the_whole_time(steps, waits, rest):
    steps = sorted(steps, key=lambda step: step[0])
    asked = [
        (moment(FILED_ON + timedelta(a)), moment(FILED_ON + timedelta(a + n))) for a, n in waits
    ]
    on = FILED_ON + timedelta(steps[-1][0] + rest)

    found = time_spent.spans(FILED_ON, stood(*steps), asked, on)

    assert sum(time_spent.days(found, DAYS).values()) == DAYS.working_days_between(FILED_ON, on)
