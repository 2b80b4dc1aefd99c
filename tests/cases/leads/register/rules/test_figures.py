"""What each figure counts, and how a rate is formed."""

from __future__ import annotations

from datetime import date

import pytest

from cases.leads.procedure.rules.procedure import Outcome, State
from cases.leads.procedure.rules.vocabulary import Route, Side
from cases.leads.register.rules import figures
from cases.leads.register.rules.figures import By, Figure, Standing
from tests.cases.leads.seating import matter

DAY, DUE, AFTER = date(2026, 3, 2), date(2026, 6, 2), date(2026, 6, 3)
WAITING = Standing(State.IN_HAND, Outcome.IN_HAND, DAY, DAY, None, DUE, (DUE,))
IN_TIME = Standing(State.CLOSED, Outcome.HANDLED, DAY, DAY, DUE, DUE)
LATE = Standing(State.FED_BACK, Outcome.UNFOUNDED, DAY, DAY, AFTER, DUE)
DECLINED = Standing(State.ACKNOWLEDGED, Outcome.RETURNED, DAY, None, DAY, DUE)
PROGRESS = Standing(State.IN_HAND, Outcome.IN_HAND, DAY, DAY, DAY, DUE, (DUE,))
ISSUED = Standing(State.ISSUED, running=(DAY,))


@pytest.mark.parametrize(
    ("one", "on", "counted"),
    [
        (WAITING, DUE, "transferred accepted"),
        (WAITING, AFTER, "transferred accepted due overdue"),
        (PROGRESS, DUE, "transferred accepted"),
        (IN_TIME, AFTER, "transferred accepted due answered in_time"),
        (LATE, AFTER, "transferred accepted due answered"),
        (DECLINED, DUE, "transferred returned due answered in_time"),
        (ISSUED, AFTER, ""),
    ],
)
def test_what_each_figure_counts(one, on, counted):
    assert " ".join(f.value for f in Figure if figures.counts(f, one, on)) == counted


def test_a_rate_keeps_what_it_is_made_of():
    found = figures.figures_of([WAITING, IN_TIME, LATE], AFTER)

    assert (found.feedback.numerator, found.feedback.denominator) == (2, 3)
    assert (found.timely.numerator, found.timely.denominator) == (1, 3)


def test_a_rate_of_nothing_is_none():
    assert figures.figures_of([], AFTER).feedback.value is None


def test_what_was_given_away_is_counted_as_such():
    part = (By.FIELD, None, Side.SENDER, State.SIGNED)
    assert figures.part_of(*part, Route.INSIDE) == "内容已移交"
    assert figures.part_of(By.FIELD, None, Side.SENDER, State.DRAFT, Route.INSIDE) == "未授权"
    assert figures.part_of(By.FIELD, None, Side.RECEIVER, State.SIGNED, Route.INSIDE) == "未授权"


def test_a_lead_is_counted_under_the_unit_that_is_named_first():
    place = (Side.RECEIVER, State.SIGNED, Route.INSIDE)
    assert figures.part_of(By.UNIT, matter(), *place) == "县气象局"
    assert figures.part_of(By.UNIT, matter(units=(), persons=()), *place) == "未写明单位"
