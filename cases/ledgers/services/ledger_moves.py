"""A ticket that a ledger brought follows the ledger, until somebody takes a step on it here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Max

from cadres.search.rules.character_pairs import pairs_of_all
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Tally
from cases.ledgers.rules import row_identity
from cases.ledgers.rules.ledger_rows import Facts
from cases.ledgers.services import ledger_tickets
from cases.ledgers.services.ledger_tickets import Draft, midnight
from cases.models import Rating, Ticket, TicketEvent, TicketOrigin
from cases.tickets.rules.separation_of_duties import UNHANDLED
from cases.tickets.rules.sources.sources import kind_of
from cases.tickets.rules.vocabulary import Channel
from cases.tickets.rules.workflow import State
from cases.tickets.services.filing import title_of
from cases.tickets.services.transitions import restate

HANDLED_HERE = "工单 {number} 已在系统中办理，台账的改动请在工单上登记"
CLOSED_BEFORE_FILED = "办结时间早于工单 {number} 的反映时间 {on}，请核对"
VOIDED = "工单 {number} 已作废，台账的改动没有写入"


@dataclass(slots=True)
class Desk:
    """Of tickets that rows tell: what the rows said last, how they were rated, which were handled
    here."""

    said: dict[int, str]
    ratings: dict[int, str]
    handled: set[int]


def desk_of(tickets: Collection[Ticket]) -> Desk:
    found = [ticket.pk for ticket in tickets]
    origins = TicketOrigin.objects.filter(ticket_id__in=found)
    ratings = Rating.objects.filter(ticket_id__in=found).order_by("round")
    steps = TicketEvent.objects.standing().filter(ticket_id__in=found)
    events = steps.exclude(action__in=UNHANDLED)
    return Desk(
        said=dict(origins.values_list("ticket_id", "content")),
        ratings=dict(ratings.values_list("ticket_id", "satisfaction")),
        handled=set(events.values_list("ticket_id", flat=True)),
    )


def settle(ticket: Ticket, draft: Draft, desk: Desk, tally: Tally, *, actor: Viewer) -> bool:
    """Leave the ticket, move it, or refuse the row; True where the row was taken."""
    now = facts_of(ticket, desk.ratings.get(ticket.pk, ""))
    same = {facts.digest for facts in (draft.facts, draft.facts_then) if facts}
    draft = _standing_with(ticket, draft)
    is_handled = ticket.pk in desk.handled
    draft = _kept_source(ticket, draft) if is_handled else draft
    is_same = desk.said.get(ticket.pk) in same or draft.facts.agrees_with(now)
    if is_same and (is_handled or not _words_differ(ticket, draft)):
        tally.same.append(draft.origin)
        return True
    if is_handled:
        reason = VOIDED if ticket.state == State.VOID else HANDLED_HERE
        tally.refuse(draft.origin, "", "", reason.format(number=ticket.number))
        return False
    closed_on = draft.facts.closed_on
    if closed_on and closed_on < ticket.filed_on:
        reason = CLOSED_BEFORE_FILED.format(number=ticket.number, on=ticket.filed_on)
        tally.refuse(draft.origin, "办结时间", closed_on.isoformat(), reason)
        return False
    _move(ticket, draft, actor)
    tally.changed.append(draft.origin)
    return True


def _standing_with(ticket: Ticket, draft: Draft) -> Draft:
    """Where a unit was merged since, the row means whichever of the two has the ticket."""
    then = draft.facts_then
    return replace(draft, facts=then) if then and then.unit_id == ticket.unit_id else draft


def _kept_source(ticket: Ticket, draft: Draft) -> Draft:
    """Its source was named more closely since, or less: of one kind the ticket's own stands."""
    is_of_kind = kind_of(draft.facts.source) is kind_of(ticket.source)
    return replace(draft, facts=replace(draft.facts, source=ticket.source)) if is_of_kind else draft


def facts_of(ticket: Ticket, satisfaction: str) -> Facts:
    """What the ticket would say in a ledger today."""
    is_closed = ticket.state == State.CLOSED
    return Facts(
        category_id=ticket.category_id,
        source=ticket.source,
        unit_id=ticket.unit_id,
        co_unit_ids=tuple(sorted(ticket.co_unit_ids)),
        due_on=ticket.due_on,
        result=ticket.result,
        is_closed=is_closed,
        closed_on=ticket.approved_on if is_closed else None,
        satisfaction=satisfaction,
    )


def _words_differ(ticket: Ticket, draft: Draft) -> bool:
    """Did a person say that it is the same matter, told in other words?"""
    return row_identity.plain(ticket.description) != row_identity.plain(draft.text)


def _move(ticket: Ticket, draft: Draft, actor: Viewer) -> None:
    facts = draft.facts
    words = _words(ticket, draft) if _words_differ(ticket, draft) else {}
    restate(
        ticket,
        actor=actor,
        at=_moment_of(ticket, draft, actor),
        note=ledger_tickets.written_in(draft.origin),
        category_id=facts.category_id,
        source=facts.source,
        **words,
        **ledger_tickets.standing(ticket, facts, draft.category),
    )
    _rate(ticket, facts, actor)
    _renew_origin(ticket, draft)


def _words(ticket: Ticket, draft: Draft) -> dict[str, Any]:
    title = title_of(draft.title, draft.text)
    pairs = pairs_of_all(ticket.number, title, draft.text, *draft.names)
    return {"title": title, "description": draft.text, "pairs": pairs}


def _moment_of(ticket: Ticket, draft: Draft, actor: Viewer) -> datetime:
    """A closing is told of its moment, but never before what was told already."""
    last = TicketEvent.objects.filter(ticket=ticket).aggregate(last=Max("at"))["last"]
    closed_on = draft.facts.closed_on
    told = draft.closed_at or (midnight(closed_on) if closed_on else actor.at)
    return max(told, last) if last else told


def _rate(ticket: Ticket, facts: Facts, actor: Viewer) -> None:
    ratings = Rating.objects.filter(ticket=ticket, round=ticket.round, channel=Channel.LEDGER)
    if not facts.satisfaction:
        ratings.delete()
        return
    at = midnight(facts.closed_on) if facts.closed_on else actor.at
    Rating.objects.update_or_create(
        ticket=ticket,
        round=ticket.round,
        channel=Channel.LEDGER,
        defaults={"satisfaction": facts.satisfaction, "rated_at": at},
    )


def _renew_origin(ticket: Ticket, draft: Draft) -> None:
    fresh = ledger_tickets.origin_of(ticket, draft)
    TicketOrigin.objects.update_or_create(
        ticket=ticket,
        defaults={
            "key": fresh.key,
            "file_name": fresh.file_name,
            "file_digest": fresh.file_digest,
            "sheet": fresh.sheet,
            "row": fresh.row,
            "content": fresh.content,
        },
    )
