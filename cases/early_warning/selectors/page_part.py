"""On the ticket's page: what whoever approves should look at, and requests with their ticks."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.pages.rules.rates import Rate
from cases.early_warning.rules.hit_rates import HitRate
from cases.early_warning.selectors import request_list, warnings
from cases.early_warning.selectors.request_list import RequestLine
from cases.early_warning.selectors.warnings import NoticedFlag
from cases.tickets.rules.workflow import UNANSWERED, Action, Party, State
from cases.tickets.selectors.page.page_parts import PagePart
from cases.tickets.selectors.page.ticket_page import TicketPage

# Who approves the closing or calls about it; the clerk who wrote the answer is not told.
_APPROVE = frozenset({Party.HEAD, Party.DISPATCHER, Party.OFFICE_HEAD})
_HURRY = _APPROVE | {Party.HANDLER}
_ANSWERED = frozenset({State.RESOLVED, *UNANSWERED, State.CLOSED})


# Where the handler still has to say where each request is answered.
_TICKING = frozenset({State.IN_HAND, State.PLANNED})


@dataclass(frozen=True, slots=True)
class ShownFlag:
    """One flag, with how often its kind was right in this county, and how often there was none.

    `other_id` is the other ticket that it speaks of, where the viewer may open it.
    """

    label: str
    sentence: str
    other_id: int | None
    rate: Rate | None
    other_rate: Rate | None


@dataclass(frozen=True, slots=True)
class Noticed:
    """What is noticed about a ticket, as far as its viewer is told; often nothing."""

    flags: list[ShownFlag]
    pace: str


@dataclass(frozen=True, slots=True)
class Requests:
    """The numbered requests; `asks` says that some are to be ticked before the result."""

    lines: list[RequestLine]
    asks: bool


def of_page(page: TicketPage) -> Noticed:
    """Return what is noticed about the page's ticket."""
    return Noticed(_flags(page), _pace(page))


def requests_of_page(page: TicketPage) -> Requests:
    """Return the requests of the page's ticket."""
    lines = request_list.of_ticket(page.ticket, seen_by=page.seen_by)
    is_open = page.ticket.state in _TICKING and any(not line.where for line in lines)
    return Requests(lines, is_open)


def _flags(page: TicketPage) -> list[ShownFlag]:
    ticket = page.ticket
    if not page.parties & _APPROVE or ticket.state not in _ANSWERED:
        return []
    found = warnings.of_ticket(ticket, seen_by=page.seen_by)
    rates = warnings.hit_rates(ticket.county_id, seen_by=page.seen_by) if found else {}
    return [_flag(flag, rates.get(flag.kind)) for flag in found]


def _flag(flag: NoticedFlag, rate: HitRate | None) -> ShownFlag:
    own, other = (rate.rate, rate.other_rate) if rate else (None, None)
    return ShownFlag(str(flag.kind.label), flag.sentence, flag.other_id, own, other)


def _pace(page: TicketPage) -> str:
    if not page.parties & _HURRY or page.ticket.state in _ANSWERED:
        return ""
    return warnings.pace_of(page.ticket, seen_by=page.seen_by)


def _has_none(page: TicketPage) -> bool:
    shown: Requests = page.part(REQUESTS.name)
    return not shown.lines


PART = PagePart(name="noticed", template="cases/early_warning/_of_ticket.html", of=of_page)
REQUESTS = PagePart(
    name="requests",
    template="cases/early_warning/_requests.html",
    of=requests_of_page,
    needless={Action.CHECK_REQUESTS: _has_none},
)
