"""What a ticket says at a glance: how its promise stands, and on whom it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, TextChoices

from cadres.deadlines.rules.terms import SOON_DAYS
from cadres.deadlines.rules.workdays import WorkCalendar
from cases.tickets.rules.clocks import binding_days
from cases.tickets.rules.clocks.binding_days import Whose
from cases.tickets.rules.vocabulary import NOT_DONE
from cases.tickets.rules.workflow import NOT_COUNTED, RUNNING, State


class Due(TextChoices):
    """In which stretch of its time an open ticket is."""

    NORMAL = "normal", "正常"
    SOON = "soon", "临期"
    TODAY = "today", "今天到期"
    LATE = "late", "超期"


@dataclass(frozen=True, slots=True)
class Light:
    """A word with its colour, and the working days beside it."""

    word: str
    tone: str
    rest: str = ""

    @property
    def words(self) -> str:
        """正常 · 还剩 3 个工作日; 超期 2 个工作日."""
        if not self.rest:
            return self.word
        between = " " if self.tone == "late" else " · "
        return between.join((self.word, self.rest))


def headline(read: Callable[[str], Any], today: date, calendar: WorkCalendar) -> Light | None:
    """Say how a ticket stands, its columns read by their names: by the clock that binds now.

    What was not 办结 kept no promise and missed none.
    """
    if read("state") == State.CLOSED and read("outcome") in NOT_DONE:
        return None
    if read("approved_on") is None and binding_days.is_stopped(read):
        return Light("暂停", "paused")
    return light(read("state"), binding_days.day(read), read("approved_on"), today, calendar)


def light(
    state: str, due_on: date, approved_on: date | None, today: date, calendar: WorkCalendar
) -> Light | None:
    """Say how the promise stands; None where nothing is promised any more
    (作废), or a plan stands in the place of lateness."""
    if state in NOT_COUNTED or state == State.PLANNED:
        return None
    if approved_on is not None:
        return settled(due_on, approved_on, calendar)
    return running(due_on, today, calendar)


def running(due_on: date, today: date, calendar: WorkCalendar) -> Light:
    """Say how a clock stands that still runs."""
    left = calendar.working_days_between(today, due_on)
    if due_on < today:
        return Light("超期", "late", f"{-left} 个工作日" if left else "时限已过")
    if due_on == today:
        return Light("今天到期", "soon")
    rest = f"还剩 {left} 个工作日" if left else "还剩不到 1 个工作日"
    soon = left <= SOON_DAYS
    return Light("临期", "soon", rest) if soon else Light("正常", "good", rest)


def due_is(due: Due, today: date, calendar: WorkCalendar) -> Q:
    """The open tickets that are in this stretch of the time that binds."""
    soon_until, tomorrow = calendar.add_working_days(today, SOON_DAYS), today + timedelta(days=1)
    stretches = {
        Due.NORMAL: binding_days.ends_within(soon_until + timedelta(days=1), None),
        Due.SOON: binding_days.ends_within(tomorrow, soon_until),
        Due.TODAY: binding_days.ends_within(today, today),
        Due.LATE: binding_days.is_past(Whose.COUNTY, today),
    }
    return Q(state__in=sorted(RUNNING)) & stretches[due]


def waits(state: str, unit: str, *, has_enterprise: bool = True) -> str:
    """Say on whom the ticket waits; the state itself says for what."""
    parties = {
        State.FILED: "县助企办",
        State.ASSIGNED: unit,
        State.IN_HAND: unit,
        State.ASKING: "企业" if has_enterprise else "诉求人",
        State.PARKED: unit,
        State.PLANNED: unit,
        State.HANDED_UP: "县助企办",
        State.RESOLVED: f"{unit}负责人",
        State.UNCONFIRMED: "企业" if has_enterprise else "县助企办",
        State.UNREACHED: "县助企办",
        State.NO_ANSWER: "企业",
    }
    return parties.get(State(state), "")


def settled(due_on: date, approved_on: date, calendar: WorkCalendar) -> Light:
    """Say how a promise was kept that runs no more, by the day on which it was met."""
    if approved_on <= due_on:
        return Light("按时", "good")
    late = calendar.working_days_between(due_on, approved_on)
    return Light("超期", "late", f"{late} 个工作日" if late else "办理")
