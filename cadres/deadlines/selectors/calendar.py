"""The work calendar as it stands or stood, and what its pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Subquery

from cadres.deadlines.rules import holiday_notices
from cadres.deadlines.rules.holiday_notices import DayKind, Difference, MarkedDay, Notice
from cadres.deadlines.rules.office_hours import Season, Span, seasons_at
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.errors import Absent, Invalid
from cadres.models import (
    CalendarDay,
    CalendarNotice,
    CalendarVersion,
    OfficeHours,
    Region,
    RegionLevel,
)
from cadres.pages.models.prepared import IDS, Prepared, Row
from cadres.people.rules import administration
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.confirming import Confirming

ABOUT = "calendar"

# What counts where nothing was ever loaded: weekends and the holidays of the law, provisional.
_NOTHING_LOADED = WorkCalendar()


def _versions(region_id: int) -> Any:
    """The newest first, each with where the region lies."""
    path = Region.objects.filter(pk=region_id).values("path")
    return CalendarVersion.objects.order_by("-number").annotate(path=Subquery(path))


def _places(region_ids: list[int]) -> Any:
    """Where regions lie, each with the version that is current."""
    newest = CalendarVersion.objects.order_by("-number")
    regions = Region.objects.filter(pk__any_of=region_ids).annotate(
        version=Subquery(newest.values("pk")[:1]), number=Subquery(newest.values("number")[:1])
    )
    return regions.values("pk", "path", "version", "number")


_PLACES = Prepared(_places, IDS)
_NEWEST = Prepared(lambda region: _versions(region).values("pk", "number", "path")[:1])


@dataclass(frozen=True, slots=True)
class YearSummary:
    """One year of the calendar in figures."""

    year: int
    working_days: int
    days_off: int
    make_up_days: int
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class PageDay:
    """One field of the year page; `kind` is off, make_up, closure, weekend or work."""

    day: date
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading a notice would do."""

    notice: Notice
    summary: YearSummary
    before: YearSummary
    differences: list[Difference]
    missing: list[str]
    # The very notice is loaded, and each day is marked as it says.
    is_loaded: bool = False

    @property
    def confirming(self) -> Confirming:
        """What loading it does; nothing where all of it is there already."""
        if self.is_loaded:
            return Confirming("这份通知已经载入，日历与它一致，无须再载入。")
        if self.differences:
            return Confirming(
                "还没有载入。确认后成为日历的新版本，以前的版本不变。", "载入为新版本"
            )
        return Confirming("上班和放假的日子都不变，载入后这份通知成为依据。", "载入通知，日子不变")


def work_calendar(version: int | None = None, region_id: int | None = None) -> WorkCalendar:
    """Return the calendar of a version (the newest by default), with a region's own closures and
    office hours.

    One query asks which version is current and where the region lies; the days themselves are read
    once per version and process. Take the calendar once for a list and hand it on.
    """
    found = _NEWEST(region_id or 0) if version is None else _numbered(region_id or 0, version)
    if found:
        row = found[0]
        key = _Key(connection.settings_dict["NAME"], row["pk"], row["number"])
        return _calendar_at(key, row["path"] or "")
    if version is not None:
        raise Absent(f"没有第 {version} 版日历。")
    return _NOTHING_LOADED


def office_opens(at: datetime, *, seen_by: Viewer) -> datetime:
    """Return the moment, or when the office of the first county somebody works in opens next.

    Where nobody has set office hours it is the moment itself.
    """
    region_id = seen_by.home_county_ids[0] if seen_by.home_county_ids else None
    try:
        return work_calendar(region_id=region_id).next_office_moment(at)
    except Invalid:
        return at


def _numbered(region_id: int, version: int) -> list[Row]:
    return list(_versions(region_id).filter(number=version).values("pk", "number", "path"))


def work_calendars(region_ids: Iterable[int]) -> dict[int, WorkCalendar]:
    """Return the newest calendar of each region, in one query however many there are."""
    wanted = list(set(region_ids))
    return {row["pk"]: _calendar_of(row) for row in (_PLACES(wanted) if wanted else ())}


def _calendar_of(row: Row) -> WorkCalendar:
    if not row["version"]:
        return _NOTHING_LOADED
    key = _Key(connection.settings_dict["NAME"], row["version"], row["number"])
    return _calendar_at(key, row["path"])


def year_summary(year: int, calendar: WorkCalendar) -> YearSummary:
    days = _days_of(year)
    return YearSummary(
        year=year,
        working_days=sum(calendar.is_working(day) for day in days),
        days_off=sum(not calendar.is_working(day) for day in days),
        make_up_days=sum(day in calendar.make_up_days for day in days),
        is_provisional=calendar.is_provisional(days[0]),
    )


def year_months(year: int, calendar: WorkCalendar) -> list[list[list[PageDay | None]]]:
    """Return twelve months as weeks of seven fields, Monday first, empty outside the month."""
    return [_weeks(year, month, calendar) for month in range(1, 13)]


def preview_notice(notice: Notice, *, seen_by: Viewer) -> Preview:
    """Say what loading the notice would change, without loading it."""
    administration.check_administers(seen_by)
    holiday_notices.check(notice)
    current = work_calendar()
    marked, published = marked_days(), current.published | {notice.year}
    after = holiday_notices.after(marked, notice)
    then = holiday_notices.calendar_of(after, published)
    return Preview(
        notice=notice,
        summary=year_summary(notice.year, then),
        before=year_summary(notice.year, current),
        differences=holiday_notices.differences(current, then, _days_of(notice.year)),
        missing=holiday_notices.statutory_days_missing(notice),
        is_loaded=after == marked and _is_newest(notice),
    )


def _is_newest(notice: Notice) -> bool:
    """Is this the document on which its year rests now, word for word?"""
    rows = CalendarNotice.objects.filter(year=notice.year, is_local=False)
    last = rows.order_by("version__number").last()
    said = (notice.title, notice.document_number, notice.source, notice.published_on, notice.amends)
    return last is not None and said == (
        *(last.title, last.document_number, last.source),
        *(last.published_on, last.amends),
    )


def marked_days() -> frozenset[MarkedDay]:
    """Return the nationwide days of the newest version."""
    rows = CalendarDay.objects.filter(until__isnull=True, region__isnull=True)
    return _marked(rows)


def versions(*, seen_by: Viewer) -> QuerySet[CalendarVersion]:
    administration.check_reads(seen_by)
    return CalendarVersion.objects.select_related("loaded_by").order_by("-number")


def notices_of(year: int, *, seen_by: Viewer) -> QuerySet[CalendarNotice]:
    """Return the documents on which a year rests, the newest first."""
    administration.check_reads(seen_by)
    rows = CalendarNotice.objects.filter(year=year, is_local=False)
    return rows.select_related("version").order_by("-version__number")


def loaded(year: int) -> str:
    """Return in words on which document the days of a year rest now."""
    rows = CalendarNotice.objects.filter(year=year, is_local=False).select_related("version")
    last = rows.order_by("version__number").last()
    return f"{last.version}：{last}" if last else ""


def read(year: int, *, seen_by: Viewer) -> Read:
    """Return what a page that loads this year's notice reads of the year now."""
    return edits.read(ABOUT, {str(year): loaded(year)}, seen_by=seen_by)


def closures(*, seen_by: Viewer) -> QuerySet[CalendarDay]:
    """Return the local closures that stand."""
    administration.check_reads(seen_by)
    rows = CalendarDay.objects.filter(kind=DayKind.CLOSURE, until__isnull=True)
    return rows.select_related("region", "notice").order_by("-day", "region_id")


def fetch_closure(pk: int, *, seen_by: Viewer) -> CalendarDay:
    found = closures(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这条停止办公登记。")
    return found


def regions(*, seen_by: Viewer) -> QuerySet[Region]:
    """Return the regions that may have closures and limits of their own."""
    administration.check_reads(seen_by)
    return Region.objects.exclude(level=RegionLevel.TOWNSHIP).order_by("path")


@dataclass(frozen=True, slots=True)
class _Key:
    """What tells versions apart in one process: a database never gives the same id twice.

    The number alone would not do: a version that was rolled back leaves its number to another.
    """

    database: str
    version_id: int
    number: int


@lru_cache(maxsize=64)
def _calendar_at(key: _Key, path: str) -> WorkCalendar:
    state = _state_at(key)
    mine = {day: label for where, day, label in state.closures if path.startswith(where)}
    hours = seasons_at(path, state.hours)
    if path and not mine and hours == seasons_at("", state.hours):
        # With nothing of its own a region shares the nationwide calendar and its table.
        return _calendar_at(key, "")
    return holiday_notices.calendar_of(state.marked, state.published, mine, key.number, hours)


@dataclass(frozen=True, slots=True)
class _State:
    marked: frozenset[MarkedDay]
    published: frozenset[int]
    closures: tuple[tuple[str, date, str], ...]
    hours: tuple[tuple[str, Season], ...]


@lru_cache(maxsize=16)
def _state_at(key: _Key) -> _State:
    then = Q(until__isnull=True) | Q(until__number__gt=key.number)
    standing = CalendarDay.objects.filter(then, since__number__lte=key.number)
    hours = OfficeHours.objects.filter(then, since__number__lte=key.number)
    published = CalendarNotice.objects.filter(is_local=False, version__number__lte=key.number)
    closed = standing.filter(kind=DayKind.CLOSURE)
    return _State(
        _marked(standing.exclude(kind=DayKind.CLOSURE)),
        frozenset(published.values_list("year", flat=True)),
        tuple(closed.values_list("region__path", "day", "label")),
        tuple((place, season) for (place, _), season in as_seasons(hours).items()),
    )


def as_seasons(rows: QuerySet[OfficeHours]) -> dict[tuple[str, date], Season]:
    """Put the spans of each region's seasons together, by the region's path and the first day."""
    values = rows.order_by("region__path", "valid_from", "starts").values_list(
        "region__path", "valid_from", "label", "starts", "ends"
    )
    found: dict[tuple[str, date], Season] = {}
    for path, begins, label, starts, ends in values:
        place = path or "", begins
        earlier = found[place].spans if place in found else ()
        found[place] = Season(label, begins, (*earlier, Span(starts, ends)))
    return found


def _marked(rows: QuerySet[CalendarDay]) -> frozenset[MarkedDay]:
    values: Iterable[tuple[date, str, str, int]] = rows.values_list(
        "day", "kind", "label", "notice__year"
    )
    return frozenset(
        MarkedDay(day, DayKind(kind), label, year) for day, kind, label, year in values
    )


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=i) for i in range((date(year, 12, 31) - first).days + 1)]


def _weeks(year: int, month: int, calendar: WorkCalendar) -> list[list[PageDay | None]]:
    days = [day for day in _days_of(year) if day.month == month]
    fields: list[PageDay | None] = [None] * days[0].weekday()
    fields += [PageDay(day, _kind(day, calendar), calendar.label_of(day)) for day in days]
    fields += [None] * (-len(fields) % 7)
    return [fields[i : i + 7] for i in range(0, len(fields), 7)]


def _kind(day: date, calendar: WorkCalendar) -> str:
    if day in calendar.closures:
        return DayKind.CLOSURE.value
    if day in calendar.make_up_days:
        return DayKind.MAKE_UP.value
    if calendar.label_of(day):
        return DayKind.OFF.value
    return "work" if calendar.is_working(day) else "weekend"
