"""Which ticket a row of the issue ledger tells: found again, or one that is much like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from cadres.models import Region
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.rules import imports as rules
from cases.ledgers.rules import row_identity
from cases.ledgers.rules.ledger_rows import IssueRow
from cases.ledgers.rules.row_identity import APART
from cases.ledgers.selectors import ledger_answers
from cases.models import Ticket, TicketOrigin
from cases.tickets.rules import numbering
from cases.tickets.rules.workflow import State
from enterprises.models import Enterprise

# So many of an enterprise's newest tickets a row is compared with, and so many are shown.
COMPARED = 200
SHOWN = 3
GONE = (State.VOID, State.MERGED)


@dataclass(frozen=True, slots=True)
class Told:
    """By what a row is known again; `number` is our own, where the row came out of this site."""

    key: str
    enterprise_id: int
    told_on: date
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Like:
    """A ticket that may tell the same matter, in the words that a person compares."""

    pk: int
    number: str
    text: str
    told_on: date
    state: State


@dataclass(slots=True)
class Found:
    """Per key the ticket that the row tells, or those among which a person has to say."""

    tickets: dict[str, Ticket] = field(default_factory=dict)
    like: dict[str, list[Like]] = field(default_factory=dict)


def told(row: IssueRow, firm: Enterprise) -> Told:
    """Return by what a row of this enterprise is known."""
    key = row_identity.issue_key(firm.code, row.reported_on, row.text)
    return Told(key, firm.pk, row.reported_on, row_identity.plain(row.text), row.number)


def find(rows: Sequence[Told], county: Region, *, seen_by: Viewer) -> Found:
    """Find the tickets of these rows; a row that is told by none and like none is in neither.

    First by what they were known by, then by what a person said, by our own number, by the very
    words; what is left is compared with the tickets that no row of this file tells.
    """
    rules.check_may_import(seen_by, county.pk)
    said = ledger_answers.matches([one.key for one in rows], county, seen_by=seen_by)
    tickets = _said(said, county) | _by_key(rows)
    tickets |= _by_number(_left(rows, tickets), county)
    tickets |= _by_words(_left(rows, tickets), county)
    left = [one for one in _left(rows, tickets) if one.key not in said]
    claimed = {ticket.pk for ticket in tickets.values()}
    return Found(tickets, _like(left, county, claimed) if left else {})


def by_key(key: str, *, seen_by: Viewer) -> Ticket | None:
    """Return the ticket of a county's own ledger that was known by this key."""
    origin = TicketOrigin.objects.filter(key=key).select_related("ticket").first()
    if origin is not None:
        rules.check_may_import(seen_by, origin.ticket.county_id)
    return origin.ticket if origin else None


def _left(rows: Sequence[Told], tickets: Collection[str]) -> list[Told]:
    return [one for one in rows if one.key not in tickets]


def _by_key(rows: Sequence[Told]) -> dict[str, Ticket]:
    origins = TicketOrigin.objects.filter(key__in=[one.key for one in rows])
    return {origin.key: origin.ticket for origin in origins.select_related("ticket__enterprise")}


def _said(said: Mapping[str, int | None], county: Region) -> dict[str, Ticket]:
    wanted = {pk for pk in said.values() if pk}
    tickets = _tickets(county).in_bulk(wanted) if wanted else {}
    return {key: tickets[pk] for key, pk in said.items() if pk in tickets}


def _by_number(left: Sequence[Told], county: Region) -> dict[str, Ticket]:
    numbered = {
        way: one
        for one in left
        if one.number
        for way in (*numbering.spellings(one.number), one.number)
    }
    if not numbered:
        return {}
    tickets = _tickets(county).filter(number__in=numbered)
    return {
        numbered[ticket.number].key: ticket
        for ticket in tickets
        if ticket.firm_id == numbered[ticket.number].enterprise_id
    }


def _by_words(left: Sequence[Told], county: Region) -> dict[str, Ticket]:
    """Tickets that were filed here, or brought in when other ways of writing were told apart."""
    if not left:
        return {}
    tickets = _tickets(county).filter(
        firm_id__in={one.enterprise_id for one in left},
        filed_on__in={one.told_on for one in left},
    )
    known: dict[tuple[int | None, date, str], Ticket] = {}
    for ticket in tickets.order_by("-pk"):
        words = row_identity.plain(ticket.description)
        known[ticket.firm_id, ticket.filed_on, words] = ticket
    pairs = ((one.key, known.get((one.enterprise_id, one.told_on, one.text))) for one in left)
    return {key: ticket for key, ticket in pairs if ticket is not None}


def _tickets(county: Region) -> QuerySet[Any]:
    """With `firm_id`: a ticket of an enterprise that became part of another is the other's."""
    heir = Coalesce("enterprise__merged_into_id", "enterprise_id")
    rows = Ticket.objects.filter(county=county).select_related("enterprise")
    annotated: QuerySet[Any] = rows.annotate(firm_id=heir)
    return annotated


def _like(left: Sequence[Told], county: Region, claimed: Collection[int]) -> dict[str, list[Like]]:
    """Compare each row with its enterprise's tickets of about that day, and those still open."""
    days = [one.told_on for one in left]
    is_about = Q(filed_on__gte=min(days) - APART, filed_on__lte=max(days) + APART)
    rows = (
        _tickets(county)
        .filter(
            is_about | ~Q(state=State.CLOSED),
            firm_id__in={one.enterprise_id for one in left},
        )
        .exclude(state__in=GONE)
        .exclude(pk__in=claimed)
        .order_by("-filed_on", "-pk")
        .values_list("firm_id", "pk", "number", "description", "filed_on", "state")
    )
    theirs: dict[int, list[tuple[Like, str]]] = defaultdict(list)
    for firm, pk, number, text, on, state in rows.iterator():
        if firm is not None and len(theirs[firm]) < COMPARED:
            like = Like(pk, number, text, on, State(state))
            theirs[firm].append((like, row_identity.plain(text)))
    pairs = ((one.key, _likest(one, theirs[one.enterprise_id])) for one in left)
    return {key: like for key, like in pairs if like}


def _likest(one: Told, tickets: Iterable[tuple[Like, str]]) -> list[Like]:
    near = [
        (-row_identity.likeness(one.text, words), abs(one.told_on - like.told_on), like.pk, like)
        for like, words in tickets
        if (abs(one.told_on - like.told_on) <= APART or like.state is not State.CLOSED)
        and row_identity.is_alike(one.text, words)
    ]
    return [like for *_, like in sorted(near, key=lambda each: each[:3])[:SHOWN]]
