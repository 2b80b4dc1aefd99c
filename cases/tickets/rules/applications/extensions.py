"""How far a promise may be put off (延期), and until when that may be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cadres.deadlines.rules import limits
from cadres.deadlines.rules.limits import Due, Limit, LimitUnit
from cadres.deadlines.rules.workdays import WorkCalendar, days_after, short
from cadres.errors import Invalid, WrongState
from cases.tickets.rules.clocks import limit_keys


@dataclass(frozen=True, slots=True)
class Terms:
    """What an extension of one ticket must keep to; `granted` ones it has had already."""

    notice: Limit
    length: Limit
    times: Limit
    granted: int
    due: Due
    # Beyond this day the matter may not last, whatever is granted.
    last_on: date | None = None


def extended(due: Due, days: int, calendar: WorkCalendar) -> Due:
    """Return the limit after so many working days more."""
    more = Limit(limit_keys.EXTENSION_LENGTH, "", days, LimitUnit.WORKDAY, "")
    return limits.due_on(more, due.at or due.on, calendar)


def warning(after: date, today: date, calendar: WorkCalendar) -> str:
    """Say that an extension leads to a day that is past; empty where it does not."""
    if after >= today:
        return ""
    late = calendar.working_days_between(after, today)
    return f"批准后的期限 {short(after)} 已经过去，批准后工单仍超期 {late} 个工作日。"


def farthest(terms: Terms, calendar: WorkCalendar) -> date:
    """Return the last day to which this extension may lead."""
    start = terms.due.at or terms.due.on
    longest = limits.due_on(terms.length, start, calendar).on
    return min(longest, terms.last_on) if terms.last_on else longest


def check(terms: Terms, at: datetime, calendar: WorkCalendar) -> None:
    """Raise WrongState where no extension may be asked for at this moment."""
    if terms.granted >= terms.times.amount:
        raise WrongState(f"这张工单已延期 {terms.granted} 次，最多 {terms.times}，不能再延期。")
    start = limits.begin(terms.notice, limits.day_of(at), at)
    if limits.due_on(terms.notice, start, calendar).on > terms.due.on:
        raise WrongState(f"延期须在时限（{short(terms.due.on)}）前 {terms.notice}申请，现在已晚。")


def last_day(terms: Terms, calendar: WorkCalendar) -> date:
    """Return the last day on which an extension may be asked for."""
    return limits.last_start(terms.notice, terms.due.on, calendar)


def check_length(terms: Terms, days: int, calendar: WorkCalendar) -> None:
    """Raise Invalid where so many working days more are too many."""
    if days < 1:
        raise Invalid("请填写延长几个工作日。", {"days": "请填写延长几个工作日。"})
    after = extended(terms.due, days, calendar).on
    if terms.last_on and after > terms.last_on:
        sentence = f"延期后不能晚于 {short(terms.last_on)}（最长办理期限），请减少天数。"
        raise Invalid(sentence, {"days": sentence})
    if after > farthest(terms, calendar):
        sentence = f"每次最长延期 {terms.length}，请减少天数。"
        raise Invalid(sentence, {"days": sentence})


def latest_review(limit: Limit, today: date, calendar: WorkCalendar) -> date:
    """Return the last day on which a parked matter is looked at again.

    Calendar days are counted plainly: a day off at the end must not lengthen them.
    """
    if limit.unit == LimitUnit.CALENDAR_DAY:
        return days_after(today, limit.amount)
    return limits.due_on(limit, today, calendar).on


def check_review(until_on: date, limit: Limit, today: date, calendar: WorkCalendar) -> None:
    """Raise Invalid where a parking would last too long, or is over before it begins."""
    latest = latest_review(limit, today, calendar)
    if not today < until_on <= latest:
        sentence = f"复查日期须在明天到 {short(latest)} 之间（最长 {limit}）。"
        raise Invalid(sentence, {"until_on": sentence})
