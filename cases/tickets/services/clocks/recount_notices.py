"""A day that a newer calendar moved is told to those whom it binds; the notice holds ids alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cadres.notifications.services import outbox
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Check, Share, Ticket
from cases.tickets.rules.applications.applications import WAYS, ApplicationKind
from cases.tickets.rules.clocks.clocks import ClockKind
from cases.tickets.rules.clocks.recounts import Shift
from cases.tickets.rules.workflow import State
from cases.tickets.services import recipients

TICKET = "ticket_recounted"
COUNTY = "county_recounted"
# Tells of a row whose term has moved: the row, by what it is told once, and who acts.
TellsTerm = Callable[[Any, str, Viewer], None]


def register(model: type, tells: TellsTerm) -> None:
    """An upper room says whom the term of one of its rows binds."""
    _OF_TERM[model] = tells


def tell_ticket(ticket: Ticket, shifts: Sequence[Shift], version: int, *, actor: Viewer) -> None:
    """Those who have it in hand, those who cover the enterprise, those who help.

    The office, which keeps all promises of its county, hears of the calendar once and not of each.
    """
    once_per = f"calendar {version}"
    for shift in shifts:
        _tell_bound(ticket, shift, once_per, actor)
    office = recipients.office(ticket, actor)
    outbox.queue(COUNTY, ticket.county_id, to=office, actor=actor, once_per=once_per)


def tell_term(row: Any, version: int, *, actor: Viewer) -> None:
    """Whoever owes a decision, a call, a reply or the topic's work by that day."""
    _OF_TERM[type(row)](row, f"{row._meta.model_name} {row.pk} calendar {version}", actor)


def _tell_bound(ticket: Ticket, shift: Shift, once_per: str, actor: Viewer) -> None:
    if shift.kind == ClockKind.SHARE:
        share = Share.objects.filter(pk=shift.share_id or 0)
        helping = list(share.values_list("unit_id", flat=True))
        recipients.tell_clerks(TICKET, ticket, helping, actor=actor, once_per=once_per)
    elif shift.kind == ClockKind.STEP and ticket.state in (State.FILED, State.HANDED_UP):
        recipients.tell(
            TICKET, ticket, recipients.office(ticket, actor), actor=actor, once_per=once_per
        )
    else:
        # Whoever covers the enterprise waits with it: for what is promised, or for its answer.
        waits = shift.kind == ClockKind.PROMISE
        waits |= shift.kind == ClockKind.STEP and ticket.state == State.ASKING
        team = recipients.team(ticket, actor) if waits else []
        recipients.tell_unit(TICKET, ticket, actor=actor, besides=team, once_per=once_per)


def _application(row: Application, once_per: str, actor: Viewer) -> None:
    roles = [WAYS[ApplicationKind(row.kind)].deciders]
    to = [*recipients.in_county(row.ticket, roles, actor), row.asked_by_id]
    outbox.queue(TICKET, row.ticket_id, to=to, actor=actor, once_per=once_per)


def _check(row: Check, once_per: str, actor: Viewer) -> None:
    to = recipients.office(row.ticket, actor)
    outbox.queue(TICKET, row.ticket_id, to=to, actor=actor, once_per=once_per)


_OF_TERM: dict[type, TellsTerm] = {Application: _application, Check: _check}
