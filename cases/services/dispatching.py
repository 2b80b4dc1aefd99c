"""The campaign office (县助企办) gives the ticket to a unit; the unit takes it or gives it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Posting, Unit
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cadres.services import outbox
from cases.models import Ticket
from cases.rules.workflow import Action, State
from cases.services import clocks
from cases.services.transitions import advance, ready


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
    promise = clocks.promise(ticket.county_id, handling_class, ticket.filed_on, ticket.filed_at)
    ticket = advance(
        ticket,
        Action.DISPATCH,
        actor=actor,
        note=note.strip(),
        unit=unit,
        co_unit_ids=sorted(co_unit.pk for co_unit in co_units),
        handling_class=handling_class,
        due_on=promise.on,
        is_due_provisional=promise.is_provisional,
        dispatched_by_id=actor.cadre_id,
        dispatched_on=actor.today,
        step_due_on=clocks.step_limit(ticket.county_id, State.ASSIGNED, actor.today),
    )
    _tell_units("ticket_dispatched", ticket, [unit.pk, *ticket.co_unit_ids], actor)
    return ticket


@transaction.atomic
def recall_ticket(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """Before the unit has accepted, the office takes the ticket back."""
    return _back_to_office(ticket, Action.RECALL, actor=actor, reason=reason)


@transaction.atomic
def object_to_ticket(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """The unit says that the matter is not its own; it loses sight of the ticket."""
    ticket = _back_to_office(ticket, Action.OBJECT, actor=actor, reason=reason)
    _tell("ticket_objected", ticket, [ticket.dispatched_by_id], actor)
    return ticket


@transaction.atomic
def accept_ticket(ticket: Ticket, *, actor: Viewer) -> Ticket:
    """The unit takes the ticket in hand, and its own clock starts."""
    ticket = ready(ticket, Action.ACCEPT, actor=actor)
    own_due = clocks.unit_limit(ticket, actor.at)
    ticket = advance(
        ticket,
        Action.ACCEPT,
        actor=actor,
        accepted_on=actor.today,
        unit_due_on=own_due,
        step_due_on=own_due,
    )
    _tell("ticket_accepted", ticket, [ticket.filed_by_id], actor)
    return ticket


def _back_to_office(ticket: Ticket, action: Action, *, actor: Viewer, reason: str) -> Ticket:
    if not reason.strip():
        raise Invalid("请写明原因。", {"reason": "请写明原因。"})
    return advance(
        ticket,
        action,
        actor=actor,
        note=reason.strip(),
        unit=None,
        co_unit_ids=[],
        step_due_on=clocks.step_limit(ticket.county_id, State.FILED, actor.today),
    )


def _check_units(ticket: Ticket, unit: Unit, co_units: Sequence[Unit]) -> None:
    if unit in co_units:
        raise Invalid("主办单位不能同时是协办单位。", {"co_units": "请去掉主办单位。"})
    for named in (unit, *co_units):
        inside = f"/{ticket.county_id}/" in named.region.path
        if not (named.is_active and inside):
            sentence = f"{named} 不在本县或已停用，请另选单位。"
            raise Invalid(sentence, {"unit": sentence})


def _tell_units(kind: str, ticket: Ticket, unit_ids: Sequence[int], actor: Viewer) -> None:
    """The clerks of the units, and their groups."""
    clerks = Posting.objects.in_force(actor.today).in_units(unit_ids).holding(Role.UNIT_CLERK)
    _tell(kind, ticket, clerks.cadre_ids(), actor)
    moment = actor.at.isoformat()
    outbox.queue_for_unit(kind, ticket.pk, unit_ids=unit_ids, actor=actor, once_per=moment)


def _tell(kind: str, ticket: Ticket, to: Iterable[int | None], actor: Viewer) -> None:
    outbox.queue(kind, ticket.pk, to=to, actor=actor, once_per=actor.at.isoformat())
