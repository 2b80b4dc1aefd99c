"""企业服务日: what a day has to say, and what may be part of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from cadres.errors import Invalid
from enterprises.service_days.rules import service_days as rules
from enterprises.service_days.rules.service_days import Plan
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
PLAN = Plan("城关镇企业服务日", FRIDAY, "镇便民服务中心", (1, 2))


def day(**more):
    said = {"title": "服务日", "county_id": 1, "held_on": FRIDAY, "called_off_at": None}
    return SimpleNamespace(**{**said, **more})


def test_a_day_says_when_where_and_who_comes():
    rules.check(PLAN, FRIDAY)


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"place": ""}, {"unit_ids": ()}, {"held_on": date(2028, 1, 1)}],
)
def test_what_is_missing_is_said_at_its_field(wrong):
    with pytest.raises(Invalid) as refused:
        rules.check(replace(PLAN, **wrong), FRIDAY)

    assert refused.value.fields.keys() == wrong.keys()


def test_what_happened_there_on_that_day_may_be_part_of_it():
    rules.check_was_on(day(), 1, FRIDAY)


@pytest.mark.parametrize(
    ("of", "county", "on"),
    [
        ({}, 2, FRIDAY),
        ({}, 1, date(2026, 3, 5)),
        ({"called_off_at": moment(FRIDAY)}, 1, FRIDAY),
    ],
)
def test_another_county_another_day_and_what_was_called_off_are_not(of, county, on):
    with pytest.raises(Invalid):
        rules.check_was_on(day(**of), county, on)


def test_what_was_held_is_not_moved_to_another_day():
    tomorrow = date(2026, 3, 7)

    rules.check_may_move(day(held_on=tomorrow), date(2026, 3, 9), FRIDAY)
    with pytest.raises(Invalid):
        rules.check_may_move(day(), tomorrow, FRIDAY)
