from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cadres.pages.rules import wording
from cadres.people.rules import masking

COUNTY = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2026, 11, 20)


def test_a_day_of_this_year_is_said_without_the_year():
    assert wording.day(FRIDAY, FRIDAY) == "11月20日 周五"


def test_a_day_of_another_year_says_which():
    assert wording.day(date(2027, 1, 4), FRIDAY) == "2027年1月4日 周一"
    assert wording.day(date(2025, 12, 31), FRIDAY, short=True) == "2025年12月31日"


def test_no_day_is_a_dash():
    assert wording.day(None, FRIDAY) == "—"
    assert wording.moment(None, FRIDAY) == "—"


def test_a_moment_has_hour_and_minute():
    assert wording.moment(datetime(2026, 11, 20, 9, 5, tzinfo=COUNTY), FRIDAY) == "11月20日 09:05"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (3, "还剩 3 个工作日"),
        (0, "今天到期"),
        (-2, "超期 2 个工作日"),
        (None, "—"),
    ],
)
def test_working_days_left_are_said_in_words(count, said):
    assert wording.days_left(count) == said


def test_a_total_above_the_cap_is_not_counted_out():
    assert wording.capped(1001) == "1000+"
    assert wording.capped(1000) == "1000"


def test_people_are_named_with_their_unit():
    assert wording.person("张伟", "县工信局") == "张伟（县工信局）"
    assert wording.person("张伟") == "张伟"
    assert wording.person("") == "—"


def test_a_masked_phone_shows_its_ends_only():
    assert masking.phone("13800001234") == "138****1234"
    assert masking.phone("3421") == "****21"
    assert masking.phone(None) == ""
