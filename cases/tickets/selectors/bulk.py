"""Tickets chosen for one action, looked at before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cadres.errors import DomainError
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules import staffing as rules
from cases.tickets.rules import visibility, workflow
from cases.tickets.rules.bulk import WAYS, BulkAction
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import bulk_refusals, tickets
from cases.tickets.selectors.clocks import promised_days
from cases.tickets.selectors.clocks.promised_days import Promise
from cases.tickets.selectors.handling import staffing


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One of them: what would be promised, or why it cannot be done."""

    pk: int
    county_id: int
    unit_id: int | None
    handler_id: int | None
    number: str
    title: str
    who: str
    state: State
    unit: str
    refusal: str
    promise: Promise | None
    # What would come of it although it can be done: nobody there would hear of it.
    warning: str = ""


def lines(
    pks: Sequence[int], action: BulkAction, *, seen_by: Viewer, handling_class: str = ""
) -> list[BulkLine]:
    """Return the visible ones of them; hidden ones are left out like missing ones."""
    found = list(tickets.rows(seen_by=seen_by).defer("pairs").filter(pk__in=pks))
    promised: dict[int, Promise] = {}
    if action is BulkAction.DISPATCH:
        promised = promised_days.of_many(found, handling_class, seen_by=seen_by)
    refused = bulk_refusals.of(found, action, seen_by=seen_by)
    lines = [
        _line(ticket, promised.get(ticket.pk), _refusal(ticket, action, seen_by, refused))
        for ticket in found
    ]
    return _warned(lines, seen_by) if action is BulkAction.REMIND else lines


def _line(ticket: Ticket, promise: Promise | None, refusal: str) -> BulkLine:
    return BulkLine(
        pk=ticket.pk,
        county_id=ticket.county_id,
        unit_id=ticket.unit_id,
        handler_id=ticket.handler_id,
        number=ticket.number,
        title=ticket.title,
        who=str(ticket.enterprise or ticket.applicant_name or "群众"),
        state=State(ticket.state),
        unit=str(ticket.unit or ""),
        refusal=refusal,
        promise=promise,
    )


def _warned(lines: list[BulkLine], viewer: Viewer) -> list[BulkLine]:
    acting = staffing.can_act([line.unit_id for line in lines], seen_by=viewer)
    return [
        line
        if line.refusal or line.unit_id in acting
        else replace(line, warning=rules.before(line.unit))
        for line in lines
    ]


def _refusal(ticket: Ticket, action: BulkAction, viewer: Viewer, others: dict[int, str]) -> str:
    try:
        parties = visibility.parties_of(viewer, ticket)
        workflow.step_for(ticket.state, WAYS[action].action, parties)
    except DomainError as refused:
        return refused.message
    return others.get(ticket.pk, "")
