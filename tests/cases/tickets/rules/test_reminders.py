"""提醒企业确认: how often at most, and on which day it is somebody's turn."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules.limits import Limit, LimitBook, LimitUnit
from cadres.deadlines.rules.workdays import WorkCalendar
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.closing.reminders import Pace

DAYS = WorkCalendar()
# Whoever was asked on Friday evening or over the weekend is asked again on Wednesday.
SUNDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (8, 10, 11))


def pace(times: int = 3, every: int = 3) -> Pace | None:
    rows = (
        Limit(limit_keys.CONFIRM_REMINDERS, "", times, LimitUnit.TIMES, "依据"),
        Limit(limit_keys.CONFIRM_EVERY, "", every, LimitUnit.WORKDAY, "依据"),
    )
    return Pace.of(LimitBook(rows))


@pytest.mark.parametrize(("set_to", "times"), [(1, 1), (3, 3), (9, 3)])
def test_a_county_may_remind_less_often_and_never_more(set_to, times):
    assert pace(times=set_to).times == times


def test_without_limits_nobody_is_reminded():
    assert Pace.of(LimitBook(())) is None


def test_it_is_the_turn_of_whoever_was_asked_three_working_days_ago():
    assert pace().reminded_on(WEDNESDAY, DAYS) == SUNDAY
    assert pace().reminded_on(TUESDAY, DAYS) < date(2026, 3, 6)


def test_the_last_interval_is_theirs_to_its_end():
    assert pace().left_on(WEDNESDAY, DAYS) < date(2026, 3, 6)
    assert pace().left_on(date(2026, 3, 12), DAYS) == SUNDAY
