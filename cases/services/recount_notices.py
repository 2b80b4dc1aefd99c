"""A day that a newer calendar moved is told to those whom it binds; the notice holds ids alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cadres.rules.viewer import Viewer
from cadres.services import outbox
from cases.models import Application, Check, LadderStep, Letter, Share, Ticket, Topic
from cases.rules.applications import WAYS, ApplicationKind
from cases.rules.clocks import ClockKind
from cases.rules.recounting import Shift
from cases.rules.workflow import State
from cases.services import telling
from cases.services.letters import telling as letter_telling

TICKET, TOPIC, LETTER = "ticket_recounted", "topic_recounted", "letter_recounted"
COUNTY = "county_recounted"


def tell_ticket(ticket: Ticket, shifts: Sequence[Shift], version: int, *, actor: Viewer) -> None:
    """Those who have it in hand, those who cover the enterprise, those who help.

    The office, which keeps all promises of its county, hears of the calendar once and not of each.
    """
    to = [person for shift in shifts for person in _bound(ticket, shift, actor)]
    outbox.queue(TICKET, ticket.pk, to=to, actor=actor, once_per=f"calendar {version}")
    office = telling.office(ticket, actor)
    outbox.queue(COUNTY, ticket.county_id, to=office, actor=actor, once_per=f"calendar {version}")


def tell_term(row: Any, version: int, *, actor: Viewer) -> None:
    """Whoever owes a decision, a call, a reply or the topic's work by that day."""
    _OF_TERM[type(row)](row, f"{row._meta.model_name} {row.pk} calendar {version}", actor)


def _bound(ticket: Ticket, shift: Shift, actor: Viewer) -> Iterable[int | None]:
    match shift.kind:
        case ClockKind.PROMISE:
            return [*telling.unit(ticket, actor), *telling.team(ticket, actor)]
        case ClockKind.SHARE:
            share = Share.objects.filter(pk=shift.share_id or 0)
            helping = share.values_list("unit_id", flat=True)
            return telling.clerks(helping, actor)
        case ClockKind.STEP:
            return _waited_for(ticket, actor)
        case _:
            return telling.unit(ticket, actor)


def _waited_for(ticket: Ticket, actor: Viewer) -> list[int]:
    """Of a step: whoever is to take the next one."""
    if ticket.state in (State.FILED, State.HANDED_UP):
        return telling.office(ticket, actor)
    if ticket.state == State.ASKING:
        return [*telling.unit(ticket, actor), *telling.team(ticket, actor)]
    return telling.unit(ticket, actor)


def _application(row: Application, once_per: str, actor: Viewer) -> None:
    roles = [WAYS[ApplicationKind(row.kind)].deciders]
    to = [*telling.in_county(row.ticket, roles, actor), row.asked_by_id]
    outbox.queue(TICKET, row.ticket_id, to=to, actor=actor, once_per=once_per)


def _check(row: Check, once_per: str, actor: Viewer) -> None:
    to = telling.office(row.ticket, actor)
    outbox.queue(TICKET, row.ticket_id, to=to, actor=actor, once_per=once_per)


def _step(row: LadderStep, once_per: str, actor: Viewer) -> None:
    to = telling.unit(row.ticket, actor)
    outbox.queue(TICKET, row.ticket_id, to=to, actor=actor, once_per=once_per)


def _topic(row: Topic, once_per: str, actor: Viewer) -> None:
    to = [*telling.clerks([row.unit_id], actor), *telling.heads([row.unit_id], actor)]
    outbox.queue(TOPIC, row.pk, to=to, actor=actor, once_per=once_per)


def _letter(row: Letter, once_per: str, actor: Viewer) -> None:
    letter_telling.tell_unit(LETTER, row, actor=actor)


_OF_TERM: dict[type, Callable[[Any, str, Viewer], None]] = {
    Application: _application,
    Check: _check,
    LadderStep: _step,
    Topic: _topic,
    Letter: _letter,
}
