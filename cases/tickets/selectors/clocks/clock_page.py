"""The clocks of a ticket: why each ends on its day, and how everything stood on a past day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cadres.deadlines.rules.limits import label_of
from cadres.deadlines.selectors.terms import Calendars
from cadres.errors import Absent, Invalid
from cadres.models import Unit
from cadres.viewers.rules.viewer import Viewer
from cases.models import ClockEvent, Ticket, TicketEvent
from cases.tickets.rules.clocks import clock_explanations, clocks, recounts
from cases.tickets.rules.clocks.clock_explanations import Explanation
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Key, Run
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.clocks import clock_ledger

TAKEN_BACK = "（已撤回，不算）"


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock with its explanation and the unit whose it is."""

    kind: ClockKind
    label: str
    unit: str
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the clock ledger, as a person reads it."""

    at: datetime
    clock: str
    verb: str
    unit: str
    limit: str
    basis: str
    due_on: date | None
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class AsOf:
    """A ticket at the end of a past day: state, holder, round, outcome, and its clocks."""

    ticket: Ticket
    on: date
    state: State
    unit: str
    round: int
    due_on: date
    promised_on: date | None
    approved_on: date | None
    outcome: str
    last_at: datetime
    clocks: list[ClockLine]


def explain(ticket: Ticket, *, seen_by: Viewer) -> list[ClockLine]:
    """Explain every clock of a ticket, the promise first; what has ended is explained too."""
    ticket = tickets.fetch(ticket.pk, seen_by=seen_by)
    runs = clocks.replay(clock_ledger.of_tickets([ticket.pk])[ticket.pk])
    return _lines(ticket, runs)


def ledger(ticket: Ticket, *, seen_by: Viewer) -> list[LedgerLine]:
    """Return the clock ledger of a ticket, in the order of writing."""
    ticket = tickets.fetch(ticket.pk, seen_by=seen_by)
    rows = ClockEvent.whole.filter(ticket=ticket).select_related("unit", "actor", "share__unit")
    return [_ledger_line(row) for row in rows.order_by("pk")]


def as_of(ticket: Ticket, on: date, *, seen_by: Viewer) -> AsOf:
    """Return how the ticket stood when the day ended; whoever sees it now may look back.

    Raises Invalid for a day to come, Absent for a day before it was filed.
    """
    ticket = tickets.fetch(ticket.pk, seen_by=seen_by)
    if on > seen_by.today:
        raise Invalid("查看日期不能晚于今天。", {"on": "查看日期不能晚于今天。"})
    midnight = timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))
    last = TicketEvent.objects.filter(ticket=ticket, at__lt=midnight).order_by("-at", "-pk")
    event = last.select_related("unit").first()
    if event is None:
        raise Absent("这一天工单还没有登记。")
    ticks = [tick for tick in clock_ledger.of_tickets([ticket.pk])[ticket.pk] if tick.at < midnight]
    return AsOf(
        ticket=ticket,
        on=on,
        state=State(event.state),
        unit=event.unit.name if event.unit else "",
        round=event.round,
        due_on=event.due_on,
        promised_on=event.promised_on,
        approved_on=event.approved_on,
        outcome=Outcome(event.outcome).label if event.outcome else "",
        last_at=event.at,
        clocks=[line for line in _lines(ticket, clocks.replay(ticks)) if _runs(line)],
    )


def _runs(line: ClockLine) -> bool:
    return line.explanation.run.is_running


def _lines(ticket: Ticket, runs: dict[Key, Run]) -> list[ClockLine]:
    days = Calendars(ticket.county_id)
    names = _unit_names(run.unit_id for run in runs.values())
    order = {kind.value: place for place, kind in enumerate(ClockKind)}
    return [
        ClockLine(
            ClockKind(run.kind),
            recounts.clock_label(run),
            names.get(run.unit_id or 0, ""),
            clock_explanations.explain(run, days.__getitem__),
        )
        for run in sorted(runs.values(), key=lambda run: order[run.kind])
    ]


def kind_label(kind: str) -> str:
    return ClockKind(kind).label


def _unit_names(pks: Iterable[int | None]) -> dict[int, str]:
    wanted = {pk for pk in pks if pk}
    return dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _ledger_line(row: ClockEvent) -> LedgerLine:
    unit = row.share.unit if row.share else row.unit
    limit = ""
    if row.measure:
        limit = f"{label_of(row.key)} {row.amount} {row.get_measure_display()}"
    elif row.verb == ClockVerb.STARTED:
        limit = "载明日期"
    return LedgerLine(
        at=row.at,
        clock=kind_label(row.kind),
        verb=ClockVerb(row.verb).label + (TAKEN_BACK if row.taken_back_at else ""),
        unit=unit.name if unit else "",
        limit=limit,
        basis=row.basis,
        due_on=row.due_on,
        who=row.actor.name if row.actor else "系统",
        note=row.note,
    )
