"""撤回诉求: the enterprise's own act, and the sample that shows whether it was its own will."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.limits import LimitBook, due_on
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.terms import Calendars
from cadres.viewers.rules.viewer import Viewer
from cases.models import Check, Ticket, TicketEvent
from cases.tickets.rules import separation_of_duties
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.closing.side_terms import CheckKind
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.closing.closing import spend_link
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def withdraw_by_link(token: str, *, at: datetime, reason: str = "") -> Ticket:
    """The enterprise takes its matter back; it need not say why."""
    return spend_link(
        token, lambda ticket, enterprise: withdraw_ticket(ticket, actor=enterprise, reason=reason),
        at=at,
    )  # fmt: skip


@transaction.atomic
def withdraw_ticket(ticket: Ticket, *, actor: Viewer, reason: str = "") -> Ticket:
    """Closed that day, with the outcome 撤回; what a head had approved before keeps its day."""
    ticket = ready(ticket, Action.WITHDRAW, actor=actor)
    late = ticket.due_at is not None and actor.at > ticket.due_at
    finding = Finding(Outcome.WITHDRAWN)
    ticket = advance(
        ticket,
        Action.WITHDRAW,
        actor=actor,
        is_ready=True,
        note=reason.strip(),
        closed_on=actor.today,
        approved_on=ticket.approved_on or actor.today,
        is_late_hours=ticket.is_late_hours if ticket.approved_on else late,
        **finding.columns(),
    )
    _check_if_risky(ticket, actor)
    to = [ticket.filed_by_id, *recipients.unit(ticket, actor), *recipients.office(ticket, actor)]
    recipients.tell("ticket_withdrawn", ticket, to, actor=actor)
    return ticket


def _check_if_risky(ticket: Ticket, actor: Viewer) -> None:
    """Every one soon after the unit's contact is checked (撤单质检); of the others a share is drawn
    afterwards, by the sweep."""
    book = limits.book(actor.today, ticket.county_id)
    days = Calendars(ticket.county_id)
    if not _is_risky(ticket, book, days.newest, actor):
        return
    term = terms.begin(book.find(limit_keys.CALL_BACK), actor.at, days.newest)
    Check.objects.create(
        ticket=ticket,
        county_id=ticket.county_id,
        kind=CheckKind.WITHDRAWAL,
        round=ticket.round,
        counted_from=actor.at,
        made_at=actor.at,
        **terms.columns(term, days.__getitem__),
    )


def _is_risky(ticket: Ticket, book: LimitBook, days: WorkCalendar, actor: Viewer) -> bool:
    """Did the unit deal with the enterprise just before?"""
    near = book.get(limit_keys.WITHDRAWAL_RISK)
    handled = TicketEvent.objects.standing().filter(
        ticket=ticket, action__in=separation_of_duties.HANDLING
    )
    last = handled.order_by("-at").values_list("at", flat=True).first()
    if near is None or last is None:
        return False
    return actor.today <= due_on(near, timezone.localdate(last), days).on
