"""A planned ticket (列入计划) is worked on again: it is wanted so, or its day has passed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cadres.deadlines.rules.workdays import short
from cadres.errors import WrongState
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.applications import plans
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services import batches, recipients
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def unplan_ticket(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """The unit or the office ends the plan: it is worked on like any other, and may be late."""
    text_limits.require(reason, "reason", "请写明终止计划、恢复办理的原因。")
    ticket = advance(ticket, Action.UNPLAN, actor=actor, note=reason.strip())
    besides = [ticket.filed_by_id, *recipients.office(ticket, actor)]
    recipients.tell_clerks(
        "ticket_unplanned", ticket, [ticket.unit_id], actor=actor, besides=besides
    )
    return ticket


def miss_plans(at: datetime) -> int:
    """Plans whose day passed without a result: in hand again, and the ladder sees them."""
    due = Ticket.objects.filter(state=State.PLANNED, **plans.missed_by(timezone.localdate(at)))
    return batches.in_batches(due, _miss_plan, actor=Viewer.system(at))


@transaction.atomic
def _miss_plan(ticket: Ticket, actor: Viewer) -> None:
    ticket = ready(ticket, Action.MISS_PLAN, actor=actor)
    until_on = ticket.plan_due_on
    if until_on is None or until_on >= actor.today:
        raise WrongState("计划还没有到期。")
    said = f"计划应于 {short(until_on)}前兑现，没有提交办结，恢复办理。"
    ticket = advance(ticket, Action.MISS_PLAN, actor=actor, is_ready=True, note=said)
    besides = [
        ticket.filed_by_id,
        *recipients.heads([ticket.unit_id], actor),
        *recipients.office(ticket, actor),
    ]
    recipients.tell_clerks("plan_missed", ticket, [ticket.unit_id], actor=actor, besides=besides)
