"""Weeks of the double list (双清单): each begins on its Monday."""

from __future__ import annotations

from datetime import date, timedelta

WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def sunday_of(monday: date) -> date:
    return monday + timedelta(days=6)


def following(week_on: date, today: date) -> date:
    """Return the week into which a task of `week_on` is carried over: the next, or the running."""
    return max(week_on + WEEK, monday_of(today))


def is_plannable(week_on: date, today: date) -> bool:
    """Whether a list may still grow: last week's is being summed up, older ones are over."""
    return week_on.weekday() == 0 and week_on >= monday_of(today) - WEEK


def name_of(monday: date, today: date) -> str:
    """Return 上周, 本周, 下周 as somebody says it today; else the days, `11月2日—11月8日`."""
    words = {-1: "上周", 0: "本周", 1: "下周"}
    apart = (monday - monday_of(today)) // WEEK
    return words.get(apart) or span_of(monday)


def span_of(monday: date) -> str:
    """Return the days of a week, `11月2日—11月8日`."""
    last = sunday_of(monday)
    return f"{monday.month}月{monday.day}日—{last.month}月{last.day}日"
