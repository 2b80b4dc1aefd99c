"""The phone's clock beside the county's: said where they differ, and named where it was wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cadres.offline.rules.two_clocks import words

ARRIVED = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_what_came_at_once_needs_no_word():
    assert words(ARRIVED - timedelta(minutes=2), ARRIVED) == ""


def test_what_waited_says_when_it_was_written_down():
    assert words(ARRIVED - 22 * HOUR, ARRIVED) == "11月20日 10:00 在手机上记下，有网后送到。"


def test_a_clock_that_is_ahead_by_days_is_named():
    said = words(ARRIVED + 3 * DAY, ARRIVED)

    assert said == "手机上记的是11月24日 08:00，手机时钟快了约 3 天，以送到的时间为准。"


def test_a_clock_that_is_behind_is_told_from_long_waiting_by_the_phone_s_own_word():
    made = ARRIVED - 4 * DAY

    assert "手机时钟慢了约 4 天" in words(made, ARRIVED, -4 * DAY)
    assert "在手机上记下" in words(made, ARRIVED, timedelta(seconds=3))


def test_a_clock_that_is_off_by_less_than_a_day_is_not_called_wrong():
    assert words(ARRIVED + 5 * HOUR, ARRIVED) == ""
    assert "时钟" not in words(ARRIVED - HOUR, ARRIVED, -23 * HOUR)
