"""The tickets and ratings of one enterprise, as its page shows them to whoever may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.db.models import Case, DateField, F, Q, When

from cadres.pages.selectors import paging
from cadres.pages.selectors.paging import Page
from cadres.viewers.rules.viewer import Viewer
from cases.models import Rating
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import visibility
from cases.tickets.rules.closing import approvals
from cases.tickets.rules.workflow import OPEN
from cases.tickets.selectors import slices, tickets
from cases.tickets.selectors.slices import Slice
from cases.tickets.selectors.tickets import TicketLine
from enterprises.models import Enterprise

SIZE = 10
# Of the newest ratings so many are looked through for those that the viewer may see.
LOOKED_AT = 200
# Under which name the address of the enterprise's page says which page of its tickets.
PAGE = "tickets"


@dataclass(frozen=True, slots=True)
class EnterpriseTickets:
    """One page of them, what is open first; how many there are, and where the ledger opens them."""

    page: Page
    open_lines: list[TicketLine]
    other_lines: list[TicketLine]
    open_total: int
    query: str
    open_query: str


def of_enterprise(
    enterprise: Enterprise, *, seen_by: Viewer, is_near: bool, asked: Mapping[str, str]
) -> EnterpriseTickets:
    """Return the tickets of a visible enterprise, as far as the viewer sees them."""
    every = Slice.of(enterprise=enterprise.pk)
    opened = Slice.of(state=slices.ANY_OPEN, enterprise=enterprise.pk)
    read = partial(tickets.lines, seen_by=seen_by)
    page = paging.page_of(_open_first(every.rows(seen_by=seen_by)), asked.get(PAGE), SIZE, read)
    is_open = [line for line in page.rows if line.state in OPEN]
    others = [line for line in page.rows if line.state not in OPEN]
    # What is not open comes after all that is: where the first page is not full of open ones, they
    # all stand on it.
    stand_here = page.number == 1 and (len(is_open) < SIZE or not page.has_next)
    open_total = len(is_open) if stand_here else paging.capped_count(opened.rows(seen_by=seen_by))
    return EnterpriseTickets(page, is_open, others, open_total, every.query, opened.query)


def _open_first(found: TicketQuerySet) -> TicketQuerySet:
    """What is open by its term, then all others, the newest first."""
    is_open = Q(state__in=sorted(OPEN))
    term = Case(When(is_open, then=F("due_on")), default=None, output_field=DateField())
    return found.order_by(term.asc(nulls_last=True), "-filed_on", "-pk")


def ratings(
    enterprise: Enterprise, *, seen_by: Viewer, is_near: bool, asked: Mapping[str, str]
) -> list[Rating]:
    """Return what the enterprise said last of its tickets, for whoever may see it of each."""
    seen = Slice.of(enterprise=enterprise.pk).rows(seen_by=seen_by).order_by()
    found = Rating.objects.filter(ticket__in=seen).select_related("ticket")
    newest = found.defer("ticket__pairs").order_by("-rated_at", "-pk")[:LOOKED_AT]
    return [one for one in newest if _may_see(seen_by, one)][:SIZE]


def _may_see(viewer: Viewer, rating: Rating) -> bool:
    ticket = rating.ticket
    return approvals.was_approved(ticket) and visibility.may_see_rating(viewer, ticket)
