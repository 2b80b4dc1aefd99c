"""What an official holiday notice says, and what a calendar becomes when it is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices

from cadres.deadlines.rules import holidays
from cadres.deadlines.rules.holidays import Holiday
from cadres.deadlines.rules.office_hours import Season
from cadres.deadlines.rules.workdays import WorkCalendar, short
from cadres.errors import Invalid

LONGEST_HOLIDAY = 15


class DayKind(TextChoices):
    OFF = "off", "放假"
    MAKE_UP = "make_up", "调休上班"
    CLOSURE = "closure", "停止办公"


@dataclass(frozen=True, slots=True)
class Notice:
    """One official arrangement of a year; one that `amends` changes only the days it names."""

    year: int
    title: str
    document_number: str
    source: str
    published_on: date | None
    off: tuple[Holiday, ...]
    make_up: tuple[tuple[date, str], ...]
    amends: bool = False


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """A day that is not what its weekday says, and the year of the notice that says so."""

    day: date
    kind: DayKind
    label: str
    year: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A day on which two calendars disagree."""

    day: date
    before: str
    after: str


def notice_from(data: Mapping[str, Any]) -> Notice:
    """Read a notice from its packaged form (cadres/calendars/*.json)."""
    day = date.fromisoformat
    return Notice(
        year=data["year"],
        title=data["title"],
        document_number=data["document_number"],
        source=data["source"],
        published_on=day(data["published_on"]),
        off=tuple(Holiday(label, day(first), day(last)) for label, first, last in data["off"]),
        make_up=tuple((day(when), label) for label, when in data["make_up"]),
        amends=data["amends"],
    )


def marked_days(notice: Notice) -> frozenset[MarkedDay]:
    off = {
        MarkedDay(day, DayKind.OFF, holiday.label, notice.year)
        for holiday in notice.off
        for day in holiday.days()
    }
    return frozenset(
        off | {MarkedDay(day, DayKind.MAKE_UP, label, notice.year) for day, label in notice.make_up}
    )


def after(standing: Iterable[MarkedDay], notice: Notice) -> frozenset[MarkedDay]:
    """Return the marked days once the notice is loaded.

    A whole notice replaces its year's days; one that amends replaces only the days it names.
    """
    said = marked_days(notice)
    named = {marked.day for marked in said}
    kept = {
        marked
        for marked in standing
        if marked.day not in named and (notice.amends or marked.year != notice.year)
    }
    return frozenset(kept | said)


def calendar_of(
    marked: Iterable[MarkedDay],
    published: Iterable[int],
    closures: Mapping[date, str] | None = None,
    version: int = 0,
    hours: tuple[Season, ...] = (),
) -> WorkCalendar:
    days = list(marked)
    return WorkCalendar(
        days_off={m.day: m.label for m in days if m.kind == DayKind.OFF},
        make_up_days={m.day: m.label for m in days if m.kind == DayKind.MAKE_UP},
        closures=dict(closures or {}),
        published=frozenset(published),
        version=version,
        hours=hours,
    )


def check(notice: Notice) -> None:
    """Refuse a notice that cannot be right; the sentence names the day."""
    if not notice.off and not notice.make_up:
        raise Invalid("没有读到任何放假或上班日期，请核对通知原文。")
    for holiday in notice.off:
        _check_holiday(holiday, notice.year)
    seen: set[date] = set()
    for marked in sorted(marked_days(notice), key=lambda m: m.day):
        if marked.day in seen:
            raise Invalid(f"{short(marked.day)} 重复出现，请核对通知原文。")
        seen.add(marked.day)
    for day, _ in notice.make_up:
        _check_make_up(day, notice.year)


def differences(before: WorkCalendar, now: WorkCalendar, days: Iterable[date]) -> list[Difference]:
    """Return the days that count in one calendar and not in the other."""
    return [
        Difference(day, before.name_of(day), now.name_of(day))
        for day in days
        if before.is_working(day) != now.is_working(day)
    ]


def statutory_days_missing(notice: Notice) -> list[str]:
    """Name the holidays of the law that a whole notice does not give off."""
    if notice.amends:
        return []
    off = {marked.day for marked in marked_days(notice) if marked.kind == DayKind.OFF}
    return [
        holiday.label
        for holiday in holidays.projected(notice.year)
        if not off & set(holiday.days())
    ]


def _check_holiday(holiday: Holiday, year: int) -> None:
    length = (holiday.last - holiday.first).days + 1
    if length < 1:
        raise Invalid(f"{holiday.label}的结束日期早于开始日期，请核对。")
    if length > LONGEST_HOLIDAY:
        raise Invalid(f"{holiday.label}放假 {length} 天，超过 {LONGEST_HOLIDAY} 天，请核对日期。")
    if year not in (holiday.first.year, holiday.last.year):
        raise Invalid(f"{holiday.label}的日期不在 {year} 年，请核对年份。")


def _check_make_up(day: date, year: int) -> None:
    if day.weekday() < 5:
        raise Invalid(f"{short(day)} 是周一至周五，不是调休上班日，请核对日期。")
    if abs(day.year - year) > 1:
        raise Invalid(f"{day.year}年{short(day)} 不在 {year} 年前后，请核对年份。")
