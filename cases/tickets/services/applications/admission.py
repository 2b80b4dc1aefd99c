"""受理 and 不予受理 of complaints about tendering (招投标投诉)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from cadres.errors import WrongState
from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.applications import admission
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Command
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def admit_ticket(ticket: Ticket, *, actor: Viewer) -> Ticket:
    """The unit takes the complaint: its own term and the promise run from now on."""
    ticket = _examined(ready(ticket, Action.ADMIT, actor=actor))
    since = _since(ticket, actor)
    subject = ticket.handling_class
    ticket = advance(
        ticket,
        Action.ADMIT,
        actor=actor,
        is_ready=True,
        ticks=[
            Command(ClockVerb.STARTED, ClockKind.PROMISE, limit_keys.PROMISE, subject, since=since),
            Command(
                *(ClockVerb.STARTED, ClockKind.UNIT, limit_keys.UNIT_OWN, subject),
                since=since,
                unit_id=ticket.unit_id,
            ),
        ],
        admitted_on=actor.today,
    )
    recipients.tell("ticket_admitted", ticket, [ticket.filed_by_id], actor=actor)
    return ticket


@transaction.atomic
def decline_ticket(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """The unit does not take it, and says why: its head signs that, and the enterprise hears it."""
    text_limits.require(reason, "reason", "请写明不予受理的理由。")
    ticket = _examined(ready(ticket, Action.DECLINE, actor=actor))
    ticket = advance(
        ticket,
        Action.DECLINE,
        actor=actor,
        is_ready=True,
        note=reason.strip(),
        result=f"不予受理。理由：{reason.strip()}",
        **Finding(Outcome.EXPLAINED).columns(),
    )
    posts = Posting.objects.in_force(actor.today).in_units([ticket.unit_id or 0])
    heads = posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)
    outbox.queue("ticket_resolved", ticket.pk, to=heads, actor=actor)
    return ticket


def _examined(ticket: Ticket) -> Ticket:
    if not admission.is_awaited(ticket):
        raise WrongState(admission.DECIDED)
    return ticket


def _since(ticket: Ticket, actor: Viewer) -> datetime:
    """Now; where it was decided late, the end of the day on which it was due."""
    due_on = ticket.step_due_on
    if due_on is None or actor.today <= due_on:
        return actor.at
    end = datetime.combine(due_on + timedelta(days=1), time.min) - timedelta(microseconds=1)
    return timezone.make_aware(end)
