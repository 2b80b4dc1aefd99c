"""The campaign office (县助企办) gives the ticket to a unit, and the unit takes it in hand."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Unit
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules import handling_units
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.clocks import merged_promises
from cases.tickets.services.handling import objections, share_rows
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def dispatch_ticket(
    ticket: Ticket,
    *,
    actor: Viewer,
    unit: Unit,
    handling_class: str,
    co_units: Sequence[Unit] = (),
    note: str = "",
) -> Ticket:
    """The office names the unit and the handling class, which decide the promised day."""
    ticket = ready(ticket, Action.DISPATCH, actor=actor)
    _check_units(ticket, unit, co_units)
    objections.decide(ticket, unit, actor=actor)
    helps = share_rows.ask_to_help(ticket, co_units, actor=actor)
    ticket = advance(
        ticket,
        Action.DISPATCH,
        actor=actor,
        is_ready=True,
        note=note.strip(),
        ticks=[*merged_promises.of_dispatch(ticket, handling_class, actor=actor), *helps],
        unit=unit,
        co_unit_ids=sorted(co_unit.pk for co_unit in co_units),
        handling_class=handling_class,
        dispatched_by_id=actor.cadre_id,
        dispatched_on=actor.today,
    )
    recipients.tell_clerks("ticket_dispatched", ticket, [unit.pk], actor=actor)
    recipients.tell_groups("ticket_dispatched", ticket, [unit.pk], actor=actor)
    recipients.tell_clerks("share_asked", ticket, ticket.co_unit_ids, actor=actor)
    return ticket


@transaction.atomic
def recall_ticket(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """Before the unit has accepted, the office takes the ticket back."""
    text_limits.require(reason, "reason", "请写明原因。")
    ticket = ready(ticket, Action.RECALL, actor=actor)
    helpers = recipients.clerks(ticket.co_unit_ids, actor)
    ticket = advance(
        ticket,
        Action.RECALL,
        actor=actor,
        is_ready=True,
        note=reason.strip(),
        unit=None,
        handler=None,
    )
    recipients.tell("share_ended", ticket, helpers, actor=actor)
    return ticket


@transaction.atomic
def accept_ticket(ticket: Ticket, *, actor: Viewer) -> Ticket:
    """The unit takes the ticket in hand, and its own clock starts."""
    ticket = advance(
        ticket,
        Action.ACCEPT,
        actor=actor,
        accepted_on=actor.today,
        handler_id=actor.cadre_id,
    )
    recipients.tell("ticket_accepted", ticket, [ticket.filed_by_id], actor=actor)
    return ticket


def _check_units(ticket: Ticket, unit: Unit, co_units: Sequence[Unit]) -> None:
    if unit in co_units:
        raise Invalid("主办单位不能同时是协办单位。", {"co_units": "请去掉主办单位。"})
    for named in (unit, *co_units):
        handling_units.check_not_kept_from(ticket, named)
        open_units.hold_open(named, county_id=ticket.county_id)
