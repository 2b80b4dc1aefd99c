"""What is asked for, as the course of the ticket tells it."""

from __future__ import annotations

from datetime import date

import pytest

from cases.models import Application
from cases.tickets.rules.applications import applications
from tests.factories.people import moment

NOVEMBER = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("kind", "until_on", "said"),
    [
        ("plan", date(2027, 3, 19), "列入计划，李娟负责，2027年3月19日前兑现：改造线路。"),
        ("plan", date(2026, 12, 30), "列入计划，李娟负责，12月30日前兑现：改造线路。"),
        ("parking", date(2027, 1, 18), "暂不具备现实条件，挂账至2027年1月18日：改造线路。"),
    ],
)
def test_a_day_of_another_year_is_told_with_its_year(kind, until_on, said):
    asked = Application(
        kind=kind,
        owner="李娟",
        ground="practical",
        until_on=until_on,
        asked_at=moment(NOVEMBER),
        reason="改造线路。",
    )

    assert applications.summary(asked) == said
