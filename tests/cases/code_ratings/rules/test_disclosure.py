"""A unit is told of judgements in fives, or once a bulletin over their days is sealed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cases.code_ratings.rules.disclosure import Given, Seal, told
from cases.figures.rules import suppression
from tests.factories.people import moment

COUNTY, OTHER = 1, 2
MARCH = date(2026, 3, 1)


def given(*days: int) -> list[Given]:
    return [Given(moment(MARCH + timedelta(days=day - 1)), COUNTY) for day in days]


def seal(first: int, last: int, on: int, county: int = COUNTY) -> Seal:
    since, until = (MARCH + timedelta(days=day - 1) for day in (first, last))
    return Seal(county, since, until, moment(MARCH + timedelta(days=on - 1)))


@pytest.mark.parametrize("count", range(13))
def test_without_a_seal_it_is_told_in_fives(count):
    assert told(given(*range(1, count + 1))) == list(range(suppression.told_of(count)))


def test_a_seal_opens_what_was_given_on_its_days_and_no_more():
    assert told(given(1, 3, 9), [seal(1, 7, on=10)]) == [0, 1]
    assert told(given(1, 3, 9), [seal(1, 7, on=10, county=OTHER)]) == []


def test_those_that_come_after_a_seal_wait_for_each_other():
    # Two of them are open; a sum that grew by the third would give it away.
    days = (1, 2, 9, 10, 11, 12)
    assert told(given(*days), [seal(1, 7, on=8)]) == [0, 1]
    assert told(given(*days, 13), [seal(1, 7, on=8)]) == list(range(7))


@pytest.mark.parametrize("count", range(1, 12))
def test_what_was_told_once_stays_told(count):
    seals = [seal(1, 3, on=5), seal(4, 8, on=9)]
    before, after = (set(told(given(*range(1, n)), seals)) for n in (count, count + 1))
    assert before <= after
