"""Counting working days, calendar days and months on a work calendar (民法典 §201–203)."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property

from cadres.deadlines.rules import holidays, office_hours
from cadres.deadlines.rules.office_hours import Season, Span, like, local
from cadres.deadlines.rules.pauses import share
from cadres.errors import Invalid

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2100, 12, 31)
ONE_DAY = timedelta(days=1)
WEEKDAYS = "一二三四五六日"
PROVISIONAL = "日历未发布，暂按法定节日+周末推算"

_BASE = FIRST_DAY.toordinal()
_SPAN = LAST_DAY.toordinal() - _BASE + 1
_OUT_OF_RANGE = f"日期超出工作日历的范围（{FIRST_DAY.year}年至{LAST_DAY.year}年），请核对日期。"


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """Why a day counts or not, as one line a person can read."""

    day: date
    is_counted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Table:
    # before[i]: working days before day i; working[k]: ordinal of the k-th of them.
    before: array[int]
    working: array[int]


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Days off, make-up days, local closures and office hours of one version.

    Every count is two look-ups in an array that is made once per calendar, so a million of them
    cost about a second. Dates beyond 1990–2100 are refused.
    """

    days_off: Mapping[date, str] = field(default_factory=dict)
    make_up_days: Mapping[date, str] = field(default_factory=dict)
    closures: Mapping[date, str] = field(default_factory=dict)
    published: frozenset[int] = frozenset()
    version: int = 0
    hours: tuple[Season, ...] = ()

    def is_working(self, day: date) -> bool:
        before, i = self._table.before, _index(day)
        return before[i + 1] > before[i]

    def add_working_days(self, start: date, days: int) -> date:
        """Return the day on which the term ends; the start itself is never counted.

        A negative number counts back; nought gives the start, or the next working day.
        """
        if days == 0:
            return self.roll_forward(start)
        before, i = self._table.before, _index(start)
        return self._nth(before[i + 1] + days - 1 if days > 0 else before[i] + days)

    def working_days_between(self, since: date, until: date) -> int:
        """Count working days after `since` up to and with `until`; negative the other way round."""
        before = self._table.before
        return before[_index(until) + 1] - before[_index(since) + 1]

    def working_days_up_to(self, last: date) -> Sequence[int]:
        """Return for each day from `FIRST_DAY` to `last` how many working days lie up to it.

        The difference of two is what `working_days_between` says.
        """
        return self._table.before[1 : _index(last) + 2]

    def roll_forward(self, day: date) -> date:
        """Return the day itself, or the first working day after it (民法典 §203)."""
        return self._nth(self._table.before[_index(day)])

    def add_calendar_days(self, start: date, days: int) -> date:
        return self.roll_forward(days_after(start, days))

    def add_months(self, start: date, months: int) -> date:
        """Return the corresponding day, or the last of a shorter month (民法典 §202), rolled."""
        return self.roll_forward(months_after(start, months))

    def is_provisional(self, since: date, until: date | None = None) -> bool:
        """Return whether a day of the span lies in a year whose notice is not loaded."""
        last = until or since
        return any(year not in self.published for year in range(since.year, last.year + 1))

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return when offices are open on the day; never on a day that is no working day."""
        if not self.is_working(day):
            return ()
        place = bisect_right(self.hours, day, key=lambda season: season.valid_from)
        if not place:
            raise Invalid(office_hours.MISSING)
        return self.hours[place - 1].spans

    def is_office_time(self, at: datetime) -> bool:
        wall = local(at)
        return any(span.starts <= wall.time() < span.ends for span in self.spans_on(wall.date()))

    def next_office_moment(self, at: datetime) -> datetime:
        """Return the moment itself where offices are open, or when they open next."""
        return self.add_working_time(at, timedelta())

    def add_working_hours(self, start: datetime, hours: int) -> datetime:
        return self.add_working_time(start, timedelta(hours=hours))

    def add_working_time(self, start: datetime, length: timedelta) -> datetime:
        """Return the moment at which so much office time has passed (民法典 §203: 业务时间).

        A length used up when offices close ends then, and not when they open again.
        """
        for opens, closes in self._office_time_from(local(start)):
            if length <= closes - opens:
                return like(start, opens + length)
            length -= closes - opens
        raise Invalid(_OUT_OF_RANGE)

    def working_time_between(self, since: datetime, until: datetime) -> timedelta:
        """Count office time from `since` up to `until`; negative the other way round."""
        first, last = local(since), local(until)
        if last < first:
            return -self.working_time_between(until, since)
        total = timedelta()
        for opens, closes in self._office_time_from(first):
            total += max(timedelta(), min(closes, last) - opens)
            if closes >= last:
                break
        return total

    def working_days_of(self, since: datetime, until: datetime) -> Fraction:
        """Return how much of working days lies between, each day by its own office time."""
        first, last = local(since), local(until)
        if first.date() == last.date():
            return self._share_of(first, last)
        next_midnight = datetime.combine(first.date() + ONE_DAY, time.min)
        whole = self.working_days_between(first.date(), last.date() - ONE_DAY)
        last_midnight = datetime.combine(last.date(), time.min)
        return self._share_of(first, next_midnight) + whole + self._share_of(last_midnight, last)

    def explain(self, start: date, due: date) -> list[ExplainedDay]:
        """Say for each day from the start to the due date why it counts or not."""
        lines = [ExplainedDay(start, False, f"{short(start)} 起算当日，不计入")]
        for offset in range(1, (due - start).days + 1):
            day = start + timedelta(days=offset)
            counts = self.is_working(day)
            end = "计入" if counts else "不计入"
            lines.append(ExplainedDay(day, counts, f"{short(day)} {self.word_for(day)}，{end}"))
        return lines

    def word_for(self, day: date) -> str:
        """Return what the day is: 工作日, 周末, a holiday, a make-up day or a local closure."""
        words = self.name_of(day)
        return f"{words}（{PROVISIONAL}）" if self.is_provisional(day) else words

    def name_of(self, day: date) -> str:
        """Return the same without saying whether the year is only projected."""
        if day in self.closures:
            return f"{self.closures[day] or '本地'}停止办公"
        if day in self.make_up_days:
            return "调休上班"
        label = self.label_of(day)
        if label:
            return f"{label}放假"
        weekday = f"周{WEEKDAYS[day.weekday()]}"
        return f"{weekday} 周末" if day.weekday() >= 5 else f"{weekday} 工作日"

    def label_of(self, day: date) -> str:
        """Return the name of the holiday, make-up day or closure; empty on an ordinary day."""
        for named in (self.closures, self.make_up_days, self.days_off):
            if day in named:
                return named[day] or "休"
        return self._projected.get(day, "")

    def _share_of(self, since: datetime, until: datetime) -> Fraction:
        """Which share of the first one's day lies between; without office hours, by the clock."""
        day = since.date()
        if not self.is_working(day):
            return Fraction()
        spans = [span.on(day) for span in self.spans_on(day)] if self.hours else [_whole(day)]
        open_for = sum((closes - opens for opens, closes in spans), timedelta())
        within = (min(closes, until) - max(opens, since) for opens, closes in spans)
        return share(sum((max(one, timedelta()) for one in within), timedelta()), open_for)

    def _office_time_from(self, wall: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the spans of office time that are not over at the moment, the first cut to it."""
        day = self.roll_forward(wall.date())
        while day < LAST_DAY:
            for span in self.spans_on(day):
                opens, closes = span.on(day)
                if closes > wall:
                    yield max(opens, wall), closes
            day = self.add_working_days(day, 1)

    def _nth(self, k: int) -> date:
        working = self._table.working
        if not 0 <= k < len(working):
            raise Invalid(_OUT_OF_RANGE)
        return date.fromordinal(working[k])

    @cached_property
    def _projected(self) -> dict[date, str]:
        """Holidays by the principle, in the years that nobody has published."""
        return {
            day: label
            for year in range(FIRST_DAY.year, LAST_DAY.year + 1)
            if year not in self.published
            for day, label in holidays.projected_days(year).items()
            if day.year not in self.published
        }

    @cached_property
    def _table(self) -> _Table:
        before, working = array("i", [0]), array("i")
        works = self._days_that_differ()
        for ordinal in range(_BASE, _BASE + _SPAN):
            # Ordinal 1 is a Monday: 6 and 0 are Saturday and Sunday.
            if works.get(ordinal, ordinal % 7 not in (6, 0)):
                working.append(ordinal)
            before.append(len(working))
        return _Table(before, working)

    def _days_that_differ(self) -> dict[int, bool]:
        """Days that are not what their weekday says; a closure wins over a make-up day."""
        works = {day.toordinal(): False for day in (*self._projected, *self.days_off)}
        works |= {day.toordinal(): True for day in self.make_up_days}
        return works | {day.toordinal(): False for day in self.closures}


def days_after(start: date, days: int) -> date:
    try:
        return start + timedelta(days=days)
    except OverflowError as error:
        raise Invalid(_OUT_OF_RANGE) from error


def months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise Invalid(_OUT_OF_RANGE)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _whole(day: date) -> tuple[datetime, datetime]:
    return datetime.combine(day, time.min), datetime.combine(day + ONE_DAY, time.min)


def short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _index(day: date) -> int:
    i = day.toordinal() - _BASE
    if not 0 <= i < _SPAN:
        raise Invalid(_OUT_OF_RANGE)
    return i
