"""Whose the working days of a ticket are (用时归属): each belongs to whoever had the ticket then.

From the day from which the promise runs to the head's approval every working day is counted once:
the spans lie end to end, so that together they are the whole time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.db.models import TextChoices

from cadres.deadlines.rules.limits import day_of
from cadres.deadlines.rules.workdays import WorkCalendar
from cases.tickets.rules.workflow import Action, State


class Spent(TextChoices):
    """Where the time went, and whose it is."""

    FILING = "filing", "反映到登记"
    DISPATCH = "dispatch", "待交办"
    DISPUTE = "dispute", "争议裁定"
    ACCEPTANCE = "acceptance", "待签收"
    UNIT = "unit", "承办"
    PLAN = "plan", "列入计划"
    APPROVAL = "approval", "等待审批"
    ENTERPRISE = "enterprise", "等待企业"

    @property
    def owner(self) -> str:
        return _OWNERS[self]


_OWNERS = {
    Spent.FILING: "登记人",
    Spent.DISPATCH: "县助企办",
    Spent.DISPUTE: "县助企办",
    Spent.ACCEPTANCE: "承办单位",
    Spent.UNIT: "承办单位",
    Spent.PLAN: "承办单位",
    Spent.APPROVAL: "审批机关",
    Spent.ENTERPRISE: "企业",
}
OF_STATE = {
    State.FILED: Spent.DISPATCH,
    State.ASSIGNED: Spent.ACCEPTANCE,
    State.IN_HAND: Spent.UNIT,
    State.RESOLVED: Spent.UNIT,
    State.PLANNED: Spent.PLAN,
    State.PARKED: Spent.APPROVAL,
    State.HANDED_UP: Spent.APPROVAL,
    State.ASKING: Spent.ENTERPRISE,
}
# By these the matter lies with the office because it is disputed whose it is.
DISPUTED = frozenset({Action.OBJECT})


@dataclass(frozen=True, slots=True)
class Stood:
    """From a moment on a ticket stood in a state, by an action."""

    at: datetime
    state: str
    action: str


# From when to when an application waited for its decision; None where it waits still.
Wait = tuple[datetime, datetime | None]
Spans = list[tuple[Spent, date, date]]


def spans(begins: date, stood: Sequence[Stood], waits: Iterable[Wait], on: date) -> Spans:
    """Return the spans end to end, up to the day; what nobody is waited for is left out."""
    if not stood:
        return []
    first = day_of(stood[0].at)
    found: Spans = [(Spent.FILING, begins, first)] if begins < first else []
    held = [(day_of(a), day_of(b) if b else on) for a, b in waits]
    is_disputed = False
    for this, until in pairwise([*stood, None]):
        if this is None:
            break
        is_disputed = this.state == State.FILED and (is_disputed or this.action in DISPUTED)
        kind = Spent.DISPUTE if is_disputed else OF_STATE.get(State(this.state))
        if kind is not None:
            end = day_of(until.at) if until is not None else on
            found += _cut(kind, day_of(this.at), end, held if this.state == State.IN_HAND else [])
    return found


def days(found: Spans, calendar: WorkCalendar) -> Counter[Spent]:
    """Add up the working days of each kind."""
    total: Counter[Spent] = Counter()
    for kind, since, until in found:
        total[kind] += max(calendar.working_days_between(since, until), 0)
    return +total


def _cut(
    kind: Spent, since: date, until: date, held: Sequence[tuple[date, date]]
) -> Iterator[tuple[Spent, date, date]]:
    """While the unit waits for a decision on what it asked for, the time is not its own."""
    here = since
    for begun, ended in sorted(held):
        begun, ended = max(begun, here), min(ended, until)
        if begun >= ended:
            continue
        yield kind, here, begun
        yield Spent.APPROVAL, begun, ended
        here = ended
    yield kind, here, until
