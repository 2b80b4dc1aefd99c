"""The figures of the room, each defined here once; a figure and its rows come from one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from cadres.pages.rules.rates import Rate
from cases.leads.procedure.rules.content import Matter
from cases.leads.procedure.rules.procedure import AFTER_SIGNING, Outcome, State
from cases.leads.procedure.rules.vocabulary import Route, Side

ANSWERED_STATES = frozenset({State.FED_BACK, State.ACKNOWLEDGED, State.CLOSED})
GIVEN_AWAY, NOT_FOR_READER = "内容已移交", "未授权"
NO_UNIT = "未写明单位"


class Figure(TextChoices):
    TRANSFERRED = "transferred", "移送"
    ACCEPTED = "accepted", "受理"
    RETURNED = "returned", "退回"
    DUE = "due", "应反馈"
    ANSWERED = "answered", "已反馈"
    IN_TIME = "in_time", "按时反馈"
    OVERDUE = "overdue", "已超期"


class By(TextChoices):
    """By what the figures are parted; both lie locked, and are known only of what is readable."""

    FIELD = "field", "领域"
    UNIT = "unit", "涉及单位"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a lead stands, in days and codes.

    `answer_due_on` is the end of 结果反馈期限; `running` are the ends of the clocks that run now.
    """

    state: str
    outcome: str = ""
    delivered_on: date | None = None
    accepted_on: date | None = None
    # Of the last word of the receiver, whether final or not.
    said_on: date | None = None
    answer_due_on: date | None = None
    running: tuple[date, ...] = ()

    @property
    def is_answered(self) -> bool:
        """The final feedback was given; that it is still in hand is none."""
        return self.state in ANSWERED_STATES

    @property
    def answered_on(self) -> date | None:
        return self.said_on if self.is_answered else None

    @property
    def is_in_time(self) -> bool:
        if self.answered_on is None:
            return False
        return self.answer_due_on is None or self.answered_on <= self.answer_due_on

    def is_overdue(self, on: date) -> bool:
        """One of the running clocks is over, whosever it is."""
        return any(day < on for day in self.running)

    def is_due(self, on: date) -> bool:
        """Answered, or to be answered by now."""
        return self.is_answered or (self.answer_due_on is not None and self.answer_due_on < on)


_COUNTS: dict[Figure, Callable[[Standing, date], bool]] = {
    Figure.TRANSFERRED: lambda one, on: True,
    Figure.ACCEPTED: lambda one, on: one.accepted_on is not None,
    Figure.RETURNED: lambda one, on: one.is_answered and one.outcome == Outcome.RETURNED,
    Figure.DUE: lambda one, on: one.is_due(on),
    Figure.ANSWERED: lambda one, on: one.is_answered,
    Figure.IN_TIME: lambda one, on: one.is_in_time,
    Figure.OVERDUE: lambda one, on: one.is_overdue(on),
}


def counts(figure: Figure, one: Standing, on: date) -> bool:
    """Whether the lead is one of those that the figure counts; only what was delivered is."""
    return one.delivered_on is not None and _COUNTS[figure](one, on)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one line."""

    transferred: int = 0
    accepted: int = 0
    returned: int = 0
    due: int = 0
    answered: int = 0
    in_time: int = 0
    overdue: int = 0

    @property
    def feedback(self) -> Rate:
        """反馈率: answered ÷ (answered + unanswered though due)."""
        return Rate(self.answered, self.due)

    @property
    def timely(self) -> Rate:
        """按时反馈率: answered in time ÷ (answered + unanswered though due)."""
        return Rate(self.in_time, self.due)


def figures_of(standings: Iterable[Standing], on: date) -> Figures:
    rows = list(standings)
    return Figures(
        **{figure.value: sum(counts(figure, one, on) for one in rows) for figure in Figure}
    )


def part_of(by: By, matter: Matter | None, side: Side, state: str, route: str) -> str:
    """Under which word a lead is counted, so that each is counted once and totals agree.

    By the unit that is named first. What the reader cannot read is counted as such.
    """
    if matter is None:
        return hidden_word(side, state, route)
    if by == By.FIELD:
        return matter.field_label
    named = [one.name for one in matter.units] + [one.unit for one in matter.persons if one.unit]
    return named[0] if named else NO_UNIT


def hidden_word(side: Side, state: str, route: str) -> str:
    """Why the reader does not read it: it was given away, or it was never theirs."""
    is_given = side == Side.SENDER and route != Route.INWARD and state in AFTER_SIGNING
    return GIVEN_AWAY if is_given else NOT_FOR_READER
