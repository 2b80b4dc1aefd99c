"""Whether what leaders decided has happened (落实情况), said in a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.pages.rules import wording
from cases.tickets.rules.applications.applications import ApplicationKind
from cases.tickets.rules.workflow import ENDED, State

DONE, RUNS, LATE = "good", "active", "late"


@dataclass(frozen=True, slots=True)
class SetMeasure:
    """What a meeting set: who does what by which day; done once it carries its evidence."""

    text: str
    owner_name: str
    due_on: date | None
    done_on: date | None

    def is_late(self, today: date) -> bool:
        """Was it to be done by now, and is not?"""
        return self.done_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Decided:
    """What is known of a decision and of its ticket today; days are calendar days."""

    kind: ApplicationKind
    is_granted: bool
    state: State
    # How the ticket ended, in words; empty while it is open.
    outcome: str
    is_late: bool
    # Of a parking the day of its review, of a plan the day of its promise.
    until_on: date | None
    # Of an extension: the enterprise has heard of it.
    is_told: bool
    # Working days since the decision.
    waited: int
    measures: tuple[SetMeasure, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    words: str
    tone: str


def outcome_of(decided: Decided, today: date) -> Outcome:
    """Return what became of the decision: done, running, or not done though it should be."""
    if decided.state in ENDED:
        return Outcome(decided.outcome or decided.state.label, DONE)
    if decided.is_granted:
        said = _GRANTED[decided.kind](decided, today)
        if said is not None:
            return said
    if decided.measures:
        return _of_measures(decided.measures, today)
    words = f"继续办理，{decided.state.label}" + ("，已超期" if decided.is_late else "")
    return Outcome(words, LATE if decided.is_late else RUNS)


def _of_measures(measures: tuple[SetMeasure, ...], today: date) -> Outcome:
    done = sum(one.done_on is not None for one in measures)
    late = sum(one.is_late(today) for one in measures)
    words = f"定下的举措完成 {done}/{len(measures)}" + (f"，{late} 条到期未完成" if late else "")
    return Outcome(words, LATE if late else DONE if done == len(measures) else RUNS)


def _handed_up(decided: Decided, today: date) -> Outcome | None:
    if decided.state != State.HANDED_UP:
        return None
    return Outcome(
        f"还没有登记会商（上级）意见，{wording.days_waited(decided.waited, '已等')}", RUNS
    )


def _parked(decided: Decided, today: date) -> Outcome | None:
    if decided.state != State.PARKED:
        return None
    return Outcome(f"挂账中，{_day(decided.until_on, today)}复查", RUNS)


def _planned(decided: Decided, today: date) -> Outcome | None:
    if decided.state != State.PLANNED or decided.until_on is None:
        return None
    if decided.until_on < today:
        return Outcome(f"计划 {_day(decided.until_on, today)}已过，还没有兑现", LATE)
    return Outcome(f"计划 {_day(decided.until_on, today)}前兑现", RUNS)


def _extended(decided: Decided, today: date) -> Outcome | None:
    return None if decided.is_told else Outcome("还没有告知企业，承诺没有顺延", LATE)


_GRANTED = {
    ApplicationKind.HAND_UP: _handed_up,
    ApplicationKind.PARKING: _parked,
    ApplicationKind.PLAN: _planned,
    ApplicationKind.EXTENSION: _extended,
}


def _day(on: date | None, today: date) -> str:
    return wording.day(on, today, short=True) if on else ""
