"""What a reply to the ladder (督办回复) is worth: it names a day, and ends nothing by itself.

Until the promised day nobody is urged again. Once it is over and the matter is not done, the next
rung is due (仍不落实), as it is where no reply came at all.
"""

from __future__ import annotations

from datetime import date, timedelta

from cadres.deadlines.rules import limits
from cadres.deadlines.rules.limits import Limit
from cadres.deadlines.rules.workdays import WorkCalendar, short


def longest(limit: Limit, on: date, days: WorkCalendar) -> date:
    """Return the last day that a reply of the day may promise."""
    return limits.due_on(limit, on, days).on


def refusal(promised_on: date, replied_on: date, limit: Limit, days: WorkCalendar) -> str:
    """Say why the promised day is no answer: before the reply, or too far off; empty where it is
    one."""
    last = longest(limit, replied_on, days)
    if promised_on < replied_on:
        return "承诺办结日期不能早于回复日期。"
    if promised_on > last:
        return f"承诺办结日期最迟为 {short(last)}（{limit}内）；确需更久的，请另行申请延期。"
    return ""


def fails_after(reply_due_on: date | None, promised_on: date | None) -> date | None:
    """Return the last day on which a step is still good: of its promise, or else of its reply."""
    return promised_on or reply_due_on


def waits(reply_due_on: date | None, promised_on: date | None, on: date) -> bool:
    """May the reply still come in time, or the promise still be kept?"""
    until = fails_after(reply_due_on, promised_on)
    return until is not None and on <= until


def begins_to_fail(reply_due_on: date | None, promised_on: date | None) -> date | None:
    until = fails_after(reply_due_on, promised_on)
    return until + timedelta(days=1) if until else None


def words(reply: str, promised_on: date) -> str:
    """The reply as it stands in the course of the ticket."""
    return f"{reply.strip()}（承诺{short(promised_on)}前办结）"


def why(reply_due_on: date | None, promised_on: date | None) -> str:
    """Say why the next rung is due."""
    if promised_on is not None:
        return f"上一级督办回复承诺{short(promised_on)}办结，逾期仍不落实"
    until = f"应于{short(reply_due_on)}前回复，" if reply_due_on else ""
    return f"上一级督办{until}至今没有回复"
