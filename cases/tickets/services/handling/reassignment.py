"""Another unit (改派): the office moves a ticket that a unit has already been given."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Unit
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules import handling_units
from cases.tickets.rules.closing.side_terms import ShareKind
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.handling.shares import add_share
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def reassign_ticket(
    ticket: Ticket, *, actor: Viewer, unit: Unit, reason: str, keeps_share: bool = False
) -> Ticket:
    """The new unit has to accept; the old one loses sight of it, unless it goes on helping.

    What was promised to the enterprise does not move by a day; the old unit's own time ends.
    """
    ticket = ready(ticket, Action.REASSIGN, actor=actor)
    old, helpers = ticket.unit, [*ticket.co_unit_ids]
    _check(ticket, unit, reason)
    ticket = advance(
        ticket,
        Action.REASSIGN,
        actor=actor,
        is_ready=True,
        note=f"由{old}改派{unit}：{reason.strip()}",
        unit=unit,
        handler=None,
        accepted_on=None,
        result="",
        dispatched_by_id=actor.cadre_id,
        dispatched_on=actor.today,
    )
    recipients.tell_clerks("ticket_reassigned", ticket, [unit.pk], actor=actor)
    left = recipients.clerks([old.pk if old else None], actor)
    recipients.tell("ticket_moved_away", ticket, left, actor=actor)
    recipients.tell("share_ended", ticket, recipients.clerks(helpers, actor), actor=actor)
    if keeps_share and old is not None:
        task = "继续配合新的承办单位办理。"
        ticket = add_share(ticket, actor=actor, unit=old, kind=ShareKind.CO, task=task).ticket
    return ticket


def _check(ticket: Ticket, unit: Unit, reason: str) -> None:
    text_limits.require(reason, "reason", "请写明改派原因。")
    if unit.pk == ticket.unit_id:
        sentence = "这张工单已经在该单位，请选择另一个单位。"
        raise Invalid(sentence, {"unit": sentence})
    handling_units.check_not_kept_from(ticket, unit)
    open_units.hold_open(unit, county_id=ticket.county_id)
