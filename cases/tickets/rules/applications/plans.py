"""A plan (列入计划): by which day it must be fulfilled, and when it was missed."""

from __future__ import annotations

from datetime import date

from cadres.deadlines.rules.workdays import short
from cadres.errors import Invalid


def check_day(until_on: date, today: date, latest: date | None) -> None:
    """Raise Invalid where a plan would be over before it begins, or last too long."""
    sentence = ""
    if until_on <= today:
        sentence = "计划兑现日期须在今天以后。"
    elif latest is not None and until_on > latest:
        sentence = f"计划兑现日期最迟为 {short(latest)}，更久的请申请挂账。"
    if sentence:
        raise Invalid(sentence, {"until_on": sentence})


def check_ahead(until_on: date, today: date) -> None:
    """A plan whose day has come is not consented to."""
    if until_on <= today:
        raise Invalid(f"计划兑现日期 {short(until_on)} 已到，请不予批准，由单位重新申请。")


def missed_by(today: date) -> dict[str, date]:
    """Which tickets, by their own columns, were not handed in by the day of their plan."""
    return {"plan_due_on__lt": today}
