"""Pace, growth, recurrence: when it is warned, and how often a warning came true."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.early_warning.rules import (
    growth,
    hit_rates,
    pace,
    past_periods,
    picture_hashes,
    recurrence,
    warning_words,
)
from cases.early_warning.rules.pace import Past
from cases.early_warning.rules.recurrence import Event

DAY = date(2026, 3, 2)
SHARE = Fraction(60, 100)


def past(*slacks: int, unit: int = 1) -> list[Past]:
    return [Past(unit, "general", slack, 100 + place) for place, slack in enumerate(slacks)]


def test_a_ticket_is_compared_with_those_that_were_open_with_as_many_days_left():
    known = pace.of_past(past(5, 4, 1, 0, -1, -2, -3), least=3)

    early, late = known.compare(1, "general", 5), known.compare(1, "general", 1)

    assert (early.like, early.missed) == (7, 3)
    assert (late.like, late.missed) == (5, 3)
    assert not pace.is_slow(early, SHARE)
    assert pace.is_slow(late, SHARE)


def test_too_few_of_the_unit_s_own_are_compared_with_the_whole_county_s():
    known = pace.of_past([*past(-1), *past(3, 2, -1, unit=2)], least=3)

    found = known.compare(1, "general", 4)

    assert (found.like, found.missed, found.is_of_unit) == (4, 2, False)
    assert known.compare(1, "hard", 4) is None


def test_the_tickets_that_were_late_are_named():
    known = pace.of_past(past(5, -1, -2), least=1)

    assert sorted(known.missed_in((1, "general"))) == [101, 102]


def test_it_would_have_been_warned_of_on_a_morning_while_it_was_open():
    known = pace.of_past(past(5, 4, 1, 0, -1, -2, -3), least=3)
    late, quick = Past(1, "general", -1, 7), Past(1, "general", 4, 8)

    assert pace.was_warned(known, late, 5, SHARE)
    assert not pace.was_warned(known, quick, 5, SHARE)


@given(st.integers(1, 12), st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_the_tail_is_a_chance_and_falls_with_the_count(now, before):
    found, more = growth.compare(now, before), growth.compare(now + 1, before)

    assert 0 <= more.chance <= found.chance <= 1


def test_after_many_periods_the_tail_is_nearly_that_of_poisson():
    poisson = 1 - sum(math.exp(-2) * 2**k / math.factorial(k) for k in range(6))

    assert growth.compare(6, [2] * 4_000).chance == pytest.approx(poisson, rel=0.01)


def test_growth_asks_for_a_least_count_and_a_small_chance():
    grown = growth.compare(8, [1] * 12)

    assert growth.is_growing(grown, least=5, percent=1)
    assert not growth.is_growing(grown, least=9, percent=1)
    assert not growth.is_growing(growth.compare(6, [5] * 12), least=5, percent=1)
    assert not growth.is_growing(growth.compare(0, [0] * 12), least=0, percent=1)


def test_periods_end_with_the_day_and_count_each_day_once():
    days = sorted([DAY, DAY - timedelta(days=27), DAY - timedelta(days=28)])

    assert past_periods.counts(days, DAY, 28, 3) == [2, 1, 0]


def test_who_came_so_often_within_the_days_is_found_with_each_ticket_once():
    days = [DAY, DAY - timedelta(days=10), DAY - timedelta(days=10), DAY - timedelta(days=99)]
    events = [Event("a", on, place // 2) for place, on in enumerate(days)]
    found = recurrence.by_subject([*events, Event("b", DAY, 9)])

    assert list(recurrence.again(found, DAY, least=3, length=30)) == [("a", [0, 1])]


def test_coming_again_is_after_the_day_and_within_the_days():
    days = [(DAY, 1), (DAY + timedelta(days=30), 2)]

    assert recurrence.came_again(days, DAY, 30)
    assert not recurrence.came_again(days, DAY, 29)
    assert not recurrence.came_again(days[:1], DAY, 30)


def test_a_rate_of_nothing_judged_is_a_dash():
    assert hit_rates.of([(True, None), (False, None)]).rate.words == "—"


def test_hits_are_counted_beside_those_that_were_not_warned_of():
    found = hit_rates.of([(True, True), (True, False), (True, None), (False, True), (False, False)])

    assert (found.warned, found.judged, found.hits) == (3, 2, 1)
    assert (found.rate.words, found.other_rate.words) == ("50.0%（1/2）", "50.0%（1/2）")


def test_a_picture_is_known_again_by_its_edges():
    rising = [column * 20 + row for row in range(8) for column in range(9)]
    brighter = [min(255, point + 40) for point in rising]
    falling = rising[::-1]

    one, other = picture_hashes.bits_of(rising), picture_hashes.bits_of(brighter)

    assert picture_hashes.distance(one, other) == 0
    assert picture_hashes.distance(one, picture_hashes.bits_of(falling)) == picture_hashes.BITS
    assert not picture_hashes.says_something(one)
    assert picture_hashes.most_different(6) == 3


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.00001, "万分之一"), (0.0005, "千分之一"), (0.005, "百分之一"), (0.05, "十分之一")],
)
def test_a_chance_is_said_in_words(chance, words):
    assert warning_words.chance_words(chance) == words
