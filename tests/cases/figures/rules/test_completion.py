"""Which rates follow from the counts."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cadres.pages.rules.rates import Rate
from cases.figures.rules.completion import Figures, Period


def test_timely_is_on_time_over_closed_and_open_overdue():
    figures = Figures(on_time=6, late=2, within=5, overdue=4, unconfirmed=3)
    assert figures.timely == Rate(6, 12)


def test_each_received_ticket_is_in_one_bucket():
    assert Figures(on_time=6, late=2, within=5, overdue=4, unconfirmed=3).received == 20


def test_who_did_not_rate_is_not_satisfied():
    assert Figures(on_time=10, rated=4, satisfied=3).satisfaction == Rate(3, 4)


def test_of_whom_nothing_was_asked_is_neither_solved_nor_unsolved():
    imported = Figures(on_time=950, late=27, within=20, solved=3, unasked=970)
    assert imported.solution == Rate(3, 27)
    assert Figures(on_time=9, unasked=9).solution.value is None


def test_hidden_ratings_give_no_participation():
    assert Figures(on_time=10).participation.value is None


def test_a_period_runs_forward():
    with pytest.raises(Invalid):
        Period(date(2026, 3, 2), date(2026, 3, 1))
