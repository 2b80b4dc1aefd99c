"""What a task may be made from: a county, its units, a ticket with its measures and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from django.db.models import QuerySet
from django.utils import timezone

from cadres.errors import NotPermitted
from cadres.models import Region, Unit
from cadres.people.rules.units import AT_WORK
from cadres.people.selectors import own_counties
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, BoardDecision, Measure, Ticket
from cases.office_work.rules import board
from cases.office_work.rules import tasks as rules
from cases.office_work.selectors import decisions
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState
from cases.tickets.selectors import tickets

DECIDED = (ApplicationState.GRANTED, ApplicationState.REFUSED)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a task comes from: a ticket, its measure, a decision on it, what a meeting decided."""

    ticket: Ticket | None
    measure: Measure | None = None
    application: Application | None = None
    decision: BoardDecision | None = None

    @property
    def key(self) -> str:
        named = {"measure": self.measure, "approval": self.application, "decision": self.decision}
        return next((f"{name}-{row.pk}" for name, row in named.items() if row), "ticket")

    @property
    def label(self) -> str:
        """How a form names it: `举措：更换变压器（王强）`."""
        if self.measure:
            return f"举措：{self.measure.text}（{self.measure.owner_name}）"
        if self.application:
            return _approval(self.application)
        return f"会上定的事：{self.decision}" if self.decision else "工单本身"

    @property
    def county_id(self) -> int:
        about = self.decision or self.ticket
        if about is None:
            raise ValueError("an origin is a ticket or a decision")
        return about.county_id


def county(named: str | None, *, seen_by: Viewer) -> Region:
    """Return the county in which the person plans; one who serves several names it."""
    return own_counties.named(
        named,
        of=attrgetter("office_county_ids"),
        refusal=rules.PLANNED_BY,
        question="请选择列入哪个县的双清单。",
        seen_by=seen_by,
    )


def units(county_id: int, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units of the county that a task may be given to, the office itself included."""
    if not rules.may_plan(seen_by, county_id):
        return Unit.objects.none()
    place = Unit.objects.filter(region__path__contains=f"/{county_id}/")
    return place.filter(is_active=True, kind__in=AT_WORK).order_by("pk")


def origins(ticket_id: int, *, seen_by: Viewer) -> list[Origin]:
    """Return what of a visible ticket a task may come from: itself, measures, decisions."""
    ticket = tickets.fetch(ticket_id, seen_by=seen_by)
    if not rules.may_plan(seen_by, ticket.county_id):
        raise NotPermitted(rules.PLANNED_BY)
    measures = Measure.objects.filter(ticket=ticket, done_on__isnull=True).order_by("pk")
    decided = Application.objects.filter(ticket=ticket, state__in=DECIDED).order_by("pk")
    return [
        Origin(ticket),
        *(Origin(ticket, measure=one) for one in measures),
        *(Origin(ticket, application=one) for one in decided),
    ]


def of_decision(pk: int, *, seen_by: Viewer) -> list[Origin]:
    """Return the one origin that a visible decision of a meeting is, with its ticket if visible."""
    decision = decisions.fetch(pk, seen_by=seen_by)
    board.check_writer(seen_by, decision.county_id)
    ticket = decision.ticket_id and tickets.rows(seen_by=seen_by).filter(pk=decision.ticket_id)
    return [Origin(ticket.first() if ticket else None, decision=decision)]


def _approval(row: Application) -> str:
    kind, state = ApplicationKind(row.kind).label, ApplicationState(row.state).label
    on = f"（{timezone.localdate(row.decided_at):%Y-%m-%d}）" if row.decided_at else ""
    return f"审批决定：{kind}{state}{on}"
