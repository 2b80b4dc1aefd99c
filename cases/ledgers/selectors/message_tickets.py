"""Which ticket a message of a hotline sheet tells: found again, or one that is much like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cadres.models import Region
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.rules import imports as rules
from cases.ledgers.rules import row_identity
from cases.ledgers.rules.row_identity import ANOTHER_NUMBER, Message, Sameness
from cases.ledgers.selectors import ledger_answers
from cases.ledgers.selectors.row_tickets import GONE, SHOWN, Like
from cases.models import Ticket, TicketOrigin
from cases.tickets.rules.numbering import number_key
from cases.tickets.rules.sources.sources import plain_number
from cases.tickets.rules.workflow import State

DAY = timedelta(days=1)
Known = tuple[Message, Ticket]


@dataclass(slots=True)
class Found:
    """Per key the ticket, or those among which a person has to say; `numbered` knows the tickets
    that hold the key of a bare number."""

    tickets: dict[str, Ticket] = field(default_factory=dict)
    like: dict[str, list[Like]] = field(default_factory=dict)
    numbered: dict[str, Ticket] = field(default_factory=dict)


def find(told: Mapping[str, Message], county: Region, *, seen_by: Viewer) -> Found:
    """Find the tickets of messages, by the keys of all that they are known by."""
    rules.check_may_import(seen_by, county.pk)
    said = ledger_answers.matches(list(told), county, seen_by=seen_by)
    numbers = {number_key(one.number) for one in told.values() if one.number}
    origins = TicketOrigin.objects.filter(key__in=[*told, *numbers]).select_related("ticket")
    by_key = {origin.key: origin.ticket for origin in origins}
    answered = _tickets(county).in_bulk({pk for pk in said.values() if pk})
    found = Found(numbered={key: by_key[key] for key in numbers if key in by_key})
    found.tickets = {key: answered[pk] for key, pk in said.items() if pk in answered}
    found.tickets |= {key: by_key[key] for key in told if key in by_key}
    _by_number(told, found)
    left = {key: one for key, one in told.items() if key not in found.tickets}
    around = _Around(list(left.values()), county) if left else None
    for key, one in left.items():
        numbered = _numbered(one, found)
        seen = [*numbered, *(around.of(one) if around else ())]
        same = _those(Sameness.SAME, one, seen)
        if same:
            found.tickets[key] = same[0]
        elif key not in said and (like := _those(Sameness.ALIKE, one, seen)):
            found.like[key] = [_like(ticket) for ticket in like[:SHOWN]]
    _filed_by_hand(left, found, county, said)
    return found


def _filed_by_hand(
    left: Mapping[str, Message], found: Found, county: Region, said: Mapping[str, Any]
) -> None:
    """Somebody filed the same number of the year already, in their own words: a person says."""
    asked = {
        (plain_number(one.number), one.asked_at.year): key
        for key, one in left.items()
        if one.number and key not in found.tickets and key not in found.like and key not in said
    }
    numbered = _tickets(county).filter(source_number__in={number for number, _ in asked})
    for ticket in numbered.filter(origin=None).exclude(state__in=GONE):
        key = asked.get((ticket.source_number, ticket.filed_on.year))
        if key is not None:
            found.like[key] = [_like(ticket)]


def _by_number(told: Mapping[str, Message], found: Found) -> None:
    """Most messages come again with number, moment and text; those ask nothing more."""
    for key, one in told.items():
        if key not in found.tickets and (same := _those(Sameness.SAME, one, _numbered(one, found))):
            found.tickets[key] = same[0]


def _numbered(one: Message, found: Found) -> list[Known]:
    ticket = found.numbered.get(number_key(one.number)) if one.number else None
    return [(_message(ticket, one.number), ticket)] if ticket else []


def _those(how: Sameness, one: Message, seen: Iterable[Known]) -> list[Ticket]:
    return [ticket for other, ticket in seen if row_identity.sameness(one, other) is how]


class _Around:
    """Tickets of nobody named of the moments of messages; for those without a number, of the days
    around from the same person."""

    def __init__(self, left: Sequence[Message], county: Region) -> None:
        self.by_moment: dict[datetime, list[Known]] = defaultdict(list)
        self.by_day: dict[tuple[str, date], list[Known]] = defaultdict(list)
        bare = [one for one in left if not one.number and one.author]
        days = {day for one in bare for day in _days_about(one)}
        about = Q(filed_on__in=days, applicant_name__in={one.author for one in bare})
        moments = {one.asked_at for one in left}
        theirs = _tickets(county).filter(Q(filed_at__in=moments) | about, enterprise=None)
        for ticket in theirs.exclude(state__in=GONE).select_related("origin"):
            known = (_unnumbered(ticket), ticket)
            self.by_moment[ticket.filed_at].append(known)
            self.by_day[ticket.applicant_name, ticket.filed_on].append(known)

    def of(self, one: Message) -> list[Known]:
        if one.number or not one.author:
            return self.by_moment[one.asked_at]
        return [known for day in _days_about(one) for known in self.by_day[one.author, day]]


def _days_about(one: Message) -> list[date]:
    on = timezone.localdate(one.asked_at)
    return [on + DAY * by for by in (-1, 0, 1)]


def _tickets(county: Region) -> QuerySet[Ticket]:
    return Ticket.objects.filter(county=county)


def _unnumbered(ticket: Ticket) -> Message:
    """Had it the number that is asked about, it would have been found by it."""
    bare = _message(ticket, "")
    origin = getattr(ticket, "origin", None)
    key = row_identity.message_key("", bare.author, bare.asked_at, bare.text)
    is_bare = origin is None or origin.key == key
    return bare if is_bare else replace(bare, number=ANOTHER_NUMBER)


def _message(ticket: Ticket, number: str) -> Message:
    text = row_identity.plain(ticket.description)
    at = timezone.localtime(ticket.filed_at)
    return Message(number, ticket.applicant_name, at, text)


def _like(ticket: Ticket) -> Like:
    state = State(ticket.state)
    return Like(ticket.pk, ticket.number, ticket.description, ticket.filed_on, state)
