"""What a limit (时限) is, and when a deadline falls that begins with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.db.models import TextChoices
from django.utils import timezone

from cadres.deadlines.rules.office_hours import length_words, local
from cadres.deadlines.rules.pauses import Pause, days_of, merged, nearest
from cadres.deadlines.rules.workdays import (
    FIRST_DAY,
    ONE_DAY,
    ExplainedDay,
    WorkCalendar,
    days_after,
    months_after,
    short,
)
from cadres.errors import Absent, Invalid, WrongState


class LimitUnit(TextChoices):
    WORKDAY = "workday", "个工作日"
    CALENDAR_DAY = "calendar_day", "天（自然日）"
    MONTH = "month", "个月"
    HOUR = "hour", "小时"
    WORKING_HOUR = "working_hour", "个工作小时"
    # No lengths of time: how often, how large a share, or that something is done at all.
    TIMES = "times", "次"
    TICKETS = "tickets", "件"
    CHARACTERS = "characters", "字"
    PERCENT = "percent", "%"
    SWITCH = "switch", "（启用）"


# Terms that begin with a moment and not with a day.
HOURLY = (LimitUnit.HOUR, LimitUnit.WORKING_HOUR)
TIME_UNITS = (
    LimitUnit.WORKDAY,
    LimitUnit.CALENDAR_DAY,
    LimitUnit.MONTH,
    *HOURLY,
)


class LimitKey(str):
    """A step that has a limit: the name that its rows bear, the words for it, and its units.

    Each app defines its own beside the rule that asks for them and registers them
    (`limit_groups.register`); what each of them bounds is decided where the step is taken.
    """

    label: str
    units: tuple[LimitUnit, ...]

    def __new__(cls, name: str, label: str, *units: LimitUnit) -> LimitKey:
        key = super().__new__(cls, name)
        key.label, key.units = label, units or TIME_UNITS
        return key

    def __getnewargs__(self) -> tuple[str, ...]:  # type: ignore[override]  # to be copied whole
        return (str(self), self.label, *self.units)


_KEYS: dict[str, LimitKey] = {}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as it stands on a day: so many of a unit, and the document that says so."""

    key: str
    subject: str
    amount: int
    unit: LimitUnit
    basis: str
    pk: int | None = None
    region_id: int | None = None
    valid_from: date | None = None

    def __str__(self) -> str:
        return words(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class LimitBook:
    """All limits in force at one place on one day, the nearest region's first."""

    limits: tuple[Limit, ...]

    def find(self, key: LimitKey, subject: str = "") -> Limit:
        """Return the limit: of the nearest region that sets one, for the very subject if it can."""
        found = self.get(key, subject)
        if found is None:
            raise WrongState(f"没有设置时限“{key.label}”，请系统管理员在“时限设置”中补充。")
        return found

    def get(self, key: LimitKey, subject: str = "") -> Limit | None:
        fitting = [row for row in self.limits if row.key == key and row.subject in (subject, "")]
        nearest = [row for row in fitting if row.region_id == fitting[0].region_id]
        return max(nearest, key=lambda row: row.subject == subject, default=None)

    def amounts(self, usually: Mapping[LimitKey, int]) -> dict[LimitKey, int]:
        """Return the amount of each limit; what it usually is where no row says otherwise."""
        found = {key: self.get(key) for key in usually}
        return {key: row.amount if row else usually[key] for key, row in found.items()}


@dataclass(frozen=True, slots=True)
class Due:
    """The day a term ends, the moment too where it is counted in hours."""

    on: date
    is_provisional: bool
    at: datetime | None = None


def register(*keys: LimitKey) -> None:
    """These steps have limits; asked for by `limit_groups.register`, once for each."""
    for key in keys:
        if key in _KEYS:
            raise ValueError(f"the limit {key} is registered twice")
        _KEYS[str(key)] = key


def is_known(name: str) -> bool:
    return name in _KEYS


def named(name: str) -> LimitKey:
    """Return the registered key whose rows bear this name. Raises Absent."""
    if name not in _KEYS:
        raise Absent(f"没有“{name}”这个环节的时限。")
    return _KEYS[name]


def label_of(name: str) -> str:
    """Return the words for a step; a name that no app registers any more says itself."""
    return _KEYS[name].label if name in _KEYS else name


def words(amount: int, unit: str) -> str:
    """Say a limit as a clerk would: 7 个工作日, 2 次, 20%, 启用."""
    if unit == LimitUnit.SWITCH:
        return "启用"
    return f"{amount}%" if unit == LimitUnit.PERCENT else f"{amount} {LimitUnit(unit).label}"


def due_on(limit: Limit, start: date | datetime, calendar: WorkCalendar) -> Due:
    """Return when the term ends. Hours run on from the moment; days begin with the next day."""
    _check_is_time(limit)
    if limit.unit in HOURLY:
        return _due_at(limit, start, calendar)
    began = day_of(start)
    match limit.unit:
        case LimitUnit.WORKDAY:
            ends = calendar.add_working_days(began, limit.amount)
        case LimitUnit.CALENDAR_DAY:
            ends = calendar.add_calendar_days(began, limit.amount)
        case _:
            ends = calendar.add_months(began, limit.amount)
    # The start is not counted, so its own year need not be published.
    return Due(ends, calendar.is_provisional(min(began + ONE_DAY, ends), ends))


def last_start(limit: Limit, over_by: date, calendar: WorkCalendar) -> date:
    """Return the last day whose term has ended by `over_by`, in whatever unit it is counted."""
    days = range(FIRST_DAY.toordinal(), over_by.toordinal() + 1)
    later = bisect_right(days, over_by, key=lambda day: _ends_of_day(limit, day, calendar))
    return date.fromordinal(days[0] + later - 1)


def prolonged(
    limit: Limit,
    start: date | datetime,
    calendar: WorkCalendar,
    paused: Sequence[Pause],
) -> Due:
    """Return when the term ends where the clock stood still from–to; it is never shortened.

    Hours are given back to the minute. Terms of days get back the sum of all that stood still, in
    working days by their office time or in calendar days, to the nearest whole day; then the end
    rolls once. A pause that begins when the term is over gives nothing back: what was late stays
    late; and nobody is late on the day on which the clock runs again.
    """
    found, still = due_on(limit, start, calendar), pauses_of(start, paused)
    if limit.unit not in HOURLY:
        return _days_given_back(limit, day_of(start), found, still, calendar)
    for since, until in still:
        if not _is_over(found, since):
            found = _hours_given_back(limit, found.at or since, since, until, calendar)
    return found


def pauses_of(start: date | datetime, paused: Sequence[Pause]) -> list[Pause]:
    """Return in order when a clock that began then stood still, as the clock on the wall shows."""
    return merged(paused, _wall(start))


def begin(limit: Limit, on: date, at: datetime | None = None) -> date | datetime:
    """Return what the term is counted from: the day, or the moment where hours are counted.

    Of a day whose moment nobody knows no hour is counted, so hours begin when that day is over.
    """
    return moment_of(on, at) if limit.unit in HOURLY else on


def moment_of(on: date, at: datetime | None = None) -> datetime:
    """Return the moment where it lies within the day, else the day's last one."""
    if at is not None and day_of(at) == on:
        return at
    return timezone.make_aware(datetime.combine(on, time.max))


def explain(limit: Limit, start: date | datetime, calendar: WorkCalendar) -> list[ExplainedDay]:
    """Say day by day why the term ends when it does."""
    began, due = day_of(start), due_on(limit, start, calendar)
    match limit.unit:
        case LimitUnit.WORKDAY:
            return calendar.explain(began, due.on)
        case LimitUnit.HOUR:
            return _explain_hours(limit, _wall(start), due)
        case LimitUnit.WORKING_HOUR:
            return _explain_working_hours(limit, _wall(start), due, calendar)
        case _:
            return _explain_calendar_days(limit, began, due, calendar)


def day_of(moment: date | datetime) -> date:
    """Return the local day of a moment; a day is its own."""
    if not isinstance(moment, datetime):
        return moment
    return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()


def _ends_of_day(limit: Limit, ordinal: int, calendar: WorkCalendar) -> date:
    return due_on(limit, begin(limit, date.fromordinal(ordinal)), calendar).on


def _is_over(due: Due, at: datetime) -> bool:
    return due.at is not None and at >= local(due.at)


def _days_given_back(
    limit: Limit, began: date, plain: Due, paused: Sequence[Pause], calendar: WorkCalendar
) -> Due:
    """What the roll to a working day had added is not given a second time."""
    is_working = limit.unit == LimitUnit.WORKDAY
    nominal = plain.on if is_working else nominal_end(limit, began)
    took, ends, again = Fraction(), plain.on, nominal
    for since, until in paused:
        if since.date() > ends:
            break
        took += calendar.working_days_of(since, until) if is_working else days_of(since, until)
        again, days = max(again, until.date()), nearest(took)
        later = calendar.add_working_days if is_working and days else calendar.add_calendar_days
        ends = max(later(nominal, days), calendar.roll_forward(again))
    return Due(ends, plain.is_provisional or calendar.is_provisional(plain.on, ends))


def _hours_given_back(
    limit: Limit, at: datetime, since: datetime, until: datetime, calendar: WorkCalendar
) -> Due:
    if limit.unit == LimitUnit.HOUR:
        return Due(day_of(at + (until - since)), False, at + (until - since))
    still = calendar.working_time_between(since, until)
    ends = calendar.add_working_time(at, still) if still else at
    return Due(day_of(ends), calendar.is_provisional(day_of(at), day_of(ends)), ends)


def _check_is_time(limit: Limit) -> None:
    if limit.unit not in TIME_UNITS:
        raise Invalid(f"“{label_of(limit.key)}”（{limit}）不是时间，不能推算到期日。")


def _due_at(limit: Limit, start: date | datetime, calendar: WorkCalendar) -> Due:
    if not isinstance(start, datetime):
        raise Invalid("按小时计算的时限需要起算时刻，不能只有日期。")
    length = timedelta(hours=limit.amount)
    if limit.unit == LimitUnit.HOUR:
        # Elapsed hours do not ask the calendar, so nothing about them is provisional.
        return Due(day_of(start + length), False, start + length)
    ends = calendar.add_working_time(start, length)
    return Due(day_of(ends), calendar.is_provisional(day_of(start), day_of(ends)), ends)


def _wall(start: date | datetime) -> datetime:
    """Return the start as the clock on the wall shows it; a day begins at midnight."""
    return local(start) if isinstance(start, datetime) else datetime.combine(start, time.min)


def _explain_hours(limit: Limit, start: datetime, due: Due) -> list[ExplainedDay]:
    words = f"{_moment(start)} 起算，连续计 {limit}，夜间和休息日照计"
    lines = [ExplainedDay(start.date(), True, words)]
    for offset in range(1, (due.on - start.date()).days + 1):
        midnight = datetime.combine(start.date() + timedelta(days=offset), time.min)
        words = f"{short(midnight.date())} 零时，已计 {length_words(midnight - start)}"
        lines.append(ExplainedDay(midnight.date(), True, words))
    return [*lines, ExplainedDay(due.on, True, f"{_moment(_end_of(due))} 届满")]


def _explain_working_hours(
    limit: Limit, start: datetime, due: Due, calendar: WorkCalendar
) -> list[ExplainedDay]:
    ends = _end_of(due)
    lines = [ExplainedDay(start.date(), False, f"{_moment(start)} 起算，共 {limit}")]
    for offset in range((due.on - start.date()).days + 1):
        day = start.date() + timedelta(days=offset)
        opens, closes = datetime.combine(day, time.min), datetime.combine(day + ONE_DAY, time.min)
        worked = calendar.working_time_between(max(opens, start), min(closes, ends))
        counted = f"计入 {length_words(worked)}" if worked else "不计入"
        words = f"{short(day)} {calendar.word_for(day)}，{counted}"
        lines.append(ExplainedDay(day, bool(worked), words))
    return [*lines, ExplainedDay(due.on, True, f"{_moment(ends)} 届满")]


def _end_of(due: Due) -> datetime:
    return local(due.at) if due.at else datetime.combine(due.on, time.min)


def _moment(at: datetime) -> str:
    return f"{short(at.date())} {at:%H:%M}"


def _explain_calendar_days(
    limit: Limit, began: date, due: Due, calendar: WorkCalendar
) -> list[ExplainedDay]:
    nominal = nominal_end(limit, began)
    lines = [
        ExplainedDay(began, False, f"{short(began)} 起算当日，不计入"),
        ExplainedDay(nominal, True, f"{short(nominal)} {calendar.word_for(nominal)}，满 {limit}"),
    ]
    for offset in range(1, (due.on - nominal).days + 1):
        day = nominal + timedelta(days=offset)
        end = "顺延至此" if day == due.on else "继续顺延"
        lines.append(ExplainedDay(day, False, f"{short(day)} {calendar.word_for(day)}，{end}"))
    return lines


def nominal_end(limit: Limit, began: date) -> date:
    """Return the last of so many calendar days or months, which may be a day off."""
    if limit.unit == LimitUnit.MONTH:
        return months_after(began, limit.amount)
    return days_after(began, limit.amount)
