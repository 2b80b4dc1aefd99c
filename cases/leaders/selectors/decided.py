"""What a leader decided last, and whether it happened (上次决定落实情况)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cadres.deadlines.rules.limits import moment_of
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.leaders.rules import outcomes_of_decisions
from cases.leaders.rules.outcomes_of_decisions import Decided, Outcome, SetMeasure
from cases.models import Application, Measure, Ticket
from cases.tickets.rules.applications.applications import (
    WAYS,
    ApplicationKind,
    ApplicationState,
)
from cases.tickets.rules.workflow import Party
from cases.tickets.selectors import tickets
from cases.tickets.selectors.tickets import KnownLines, TicketLine

LONGEST = 50
STATES = (ApplicationState.GRANTED, ApplicationState.REFUSED)
COLUMNS = (
    *("pk", "ticket_id", "ticket__county_id", "kind", "state", "until_on", "told_at"),
    *("decided_at", "decision", "answer"),
)


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """One decision: on which ticket, when, in which words, and what became of it."""

    line: TicketLine
    kind: ApplicationKind
    is_granted: bool
    on: date
    decision: str
    answer: str
    measures: tuple[SetMeasure, ...]
    outcome: Outcome

    @property
    def verdict(self) -> str:
        """批准挂账; 不批准提级."""
        return f"{'' if self.is_granted else '不'}批准{self.kind.label}"


def lately(back_days: int, *, seen_by: Viewer) -> list[DecidedLine]:
    """Return a leader's own decisions of so many calendar days, the newest first.

    Who is no leader sees those of the leaders of the region.
    """
    rows = found(back_days, seen_by=seen_by)
    known = tickets.known_by_key({row["ticket_id"] for row in rows}, seen_by=seen_by)
    return lines(rows, known, seen_by=seen_by)


def found(back_days: int, *, seen_by: Viewer) -> list[dict[str, Any]]:
    """Return the rows of these decisions, in COLUMNS."""
    since = moment_of(seen_by.today - timedelta(days=back_days))
    visible = Ticket.objects.visible_to(seen_by)
    theirs = Application.objects.filter(_by_leaders(seen_by), ticket__in=visible)
    theirs = theirs.filter(state__in=STATES, decided_at__gt=since)
    return list(theirs.order_by("-decided_at", "-pk").values(*COLUMNS)[:LONGEST])


def lines(
    rows: Sequence[Mapping[str, Any]], known: KnownLines, *, seen_by: Viewer
) -> list[DecidedLine]:
    """Say of each decision what became of it; `known` holds the tickets of them all."""
    measures = _measures([row["pk"] for row in rows])
    return [
        _line(
            row,
            known.lines[row["ticket_id"]],
            tuple(measures[row["pk"]]),
            known.days[row["ticket__county_id"]],
            seen_by.today,
        )
        for row in rows
    ]


def _measures(decisions: list[int]) -> dict[int, list[SetMeasure]]:
    """What each decision set, in the order in which it was written down."""
    found: dict[int, list[SetMeasure]] = defaultdict(list)
    rows = Measure.objects.filter(decision__in=decisions).order_by("pk")
    columns = ("decision_id", "text", "owner_name", "due_on", "done_on")
    for pk, text, owner, due_on, done_on in rows.values_list(*columns):
        found[pk].append(SetMeasure(text, owner, due_on, done_on))
    return found


def _by_leaders(viewer: Viewer) -> Q:
    if viewer.has(Role.LEADER):
        return Q(decided_by_id=viewer.cadre_id) | Q(principal_id=viewer.cadre_id)
    theirs = [kind for kind, way in WAYS.items() if way.decider is Party.LEADER]
    return Q(kind__in=theirs) | Q(posting__role=Role.LEADER)


def _line(
    row: Mapping[str, Any],
    line: TicketLine,
    measures: tuple[SetMeasure, ...],
    days: WorkCalendar,
    today: date,
) -> DecidedLine:
    on, kind = timezone.localdate(row["decided_at"]), ApplicationKind(row["kind"])
    decided = Decided(
        kind=kind,
        is_granted=row["state"] == ApplicationState.GRANTED,
        state=line.state,
        outcome=line.outcome,
        is_late=line.light is not None and line.light.tone == "late",
        until_on=row["until_on"],
        is_told=row["told_at"] is not None,
        waited=days.working_days_between(on, today),
        measures=measures,
    )
    return DecidedLine(
        line=line,
        kind=kind,
        is_granted=decided.is_granted,
        on=on,
        decision=row["decision"],
        answer=row["answer"],
        measures=measures,
        outcome=outcomes_of_decisions.outcome_of(decided, today),
    )
