"""The unit says that a ticket is not its own (退回异议): taken within limits, or on record."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cadres.errors import Invalid, WrongState
from cadres.models import Unit
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Objection, Ticket
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Command
from cases.tickets.rules.handling_units import Refusal
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.handling import objections
from cases.tickets.services import recipients
from cases.tickets.services.applications.escalations import raise_ticket
from cases.tickets.services.transitions import advance, ready

DECISION = Command(ClockVerb.STARTED, ClockKind.STEP, limit_keys.OBJECTION_DECISION)


@dataclass(frozen=True, slots=True)
class Objected:
    """What came of it: back at the office, or not taken, why, and whether its head decides."""

    ticket: Ticket
    is_taken: bool
    objection_id: int
    why: str = ""
    is_raised: bool = False


@transaction.atomic
def object_to_ticket(
    ticket: Ticket, *, actor: Viewer, reason: str, proposed_unit: Unit | None = None
) -> Objected:
    """The unit gives it back and loses sight of it, as often as the limits allow.

    One attempt more is not taken, but it is not nothing either: it is on record, the ticket stays
    where it is, and what came back too often goes before the head of the office by itself.
    """
    text_limits.require(reason, "reason", "请写明退回原因。")
    ticket = ready(ticket, Action.OBJECT, actor=actor)
    _check_proposed(ticket, proposed_unit)
    standing = objections.standing(ticket, seen_by=actor)
    if standing.is_late:
        raise WrongState(
            f"退回异议须在交办后 {standing.limit} 内提出，这张工单的异议期到 "
            f"{standing.due.on:%Y-%m-%d} 为止，现已超过。请继续办理；确需改派的，请联系县助企办。"
        )
    row = _row(ticket, actor, reason, proposed_unit, is_taken=standing.refusal is None)
    if standing.refusal is not None:
        return _refused(ticket, row, standing.refusal, actor)
    return _taken(ticket, row, actor)


def decide(ticket: Ticket, unit: Unit, *, actor: Viewer) -> None:
    """The office dispatches anew, and so decides what was objected."""
    Objection.objects.filter(ticket=ticket, is_taken=True, decided_at__isnull=True).update(
        decided_at=actor.at, decided_unit=unit
    )


def _taken(ticket: Ticket, row: Objection, actor: Viewer) -> Objected:
    helpers = [*ticket.co_unit_ids]
    ticket = advance(
        ticket,
        Action.OBJECT,
        actor=actor,
        note=_words(row),
        ticks=[DECISION],
        unit=None,
        handler=None,
        accepted_on=None,
    )
    recipients.tell("ticket_objected", ticket, recipients.office(ticket, actor), actor=actor)
    recipients.tell("share_ended", ticket, recipients.clerks(helpers, actor), actor=actor)
    return Objected(ticket, is_taken=True, objection_id=row.pk)


def _refused(ticket: Ticket, row: Objection, refusal: Refusal, actor: Viewer) -> Objected:
    ticket = advance(
        ticket,
        Action.REFUSE_OBJECTION,
        actor=actor,
        note=f"{_words(row)}\n未受理：{refusal.sentence}",
    )
    told = [*recipients.heads([ticket.unit_id], actor), ticket.dispatched_by_id]
    recipients.tell("objection_refused", ticket, told, actor=actor)
    is_raised = refusal.is_for_head and ticket.raised_on is None
    if is_raised:
        why = f"{row.unit.name}再次提出退回，{refusal.sentence}"
        raise_ticket(ticket, actor=Viewer.system(actor.at), why=why)
        ticket.refresh_from_db(fields=["raised_on", "raised_why"])
    return Objected(ticket, False, row.pk, why=refusal.sentence, is_raised=is_raised)


def _row(
    ticket: Ticket, actor: Viewer, reason: str, proposed: Unit | None, *, is_taken: bool
) -> Objection:
    return Objection.objects.create(
        ticket=ticket,
        unit_id=ticket.unit_id or 0,
        proposed_unit=proposed,
        reason=reason.strip(),
        is_taken=is_taken,
        filed_by_id=actor.person_id,
        filed_at=actor.at,
    )


def _words(row: Objection) -> str:
    proposed = f"\n建议由{row.proposed_unit.name}办理。" if row.proposed_unit else ""
    return f"{row.reason}{proposed}"


def _check_proposed(ticket: Ticket, proposed: Unit | None) -> None:
    if proposed is None:
        return
    if proposed.pk == ticket.unit_id:
        sentence = "建议单位不能是本单位，请另选，或不填。"
        raise Invalid(sentence, {"proposed_unit": sentence})
    open_units.hold_open(proposed, county_id=ticket.county_id, field="proposed_unit")
