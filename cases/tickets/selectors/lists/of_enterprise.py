"""The tickets and ratings of one enterprise, as its page shows them to whoever may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, DateField, F, Q, When

from cadres.pages.selectors import paging
from cadres.pages.selectors.paging import Page
from cadres.submissions.rules import typed_values
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
    found = _open_first(every.rows(seen_by=seen_by))
    number = min(typed_values.page(asked.get(PAGE)), paging.LAST_PAGE)
    start = (number - 1) * SIZE
    lines = tickets.lines(found[start : start + SIZE + 1], seen_by=seen_by)
    has_next = len(lines) > SIZE
    is_all = not has_next and (lines or number == 1)
    total = start + len(lines) if is_all else paging.capped_count(found)
    page = Page(lines[:SIZE], number, has_next, total, SIZE)
    is_open = [line for line in page.rows if line.state in OPEN]
    # What is not open comes after all that is: where one stands here, the open ones are counted.
    ends_here = number == 1 and (is_all or len(is_open) < SIZE)
    open_total = len(is_open) if ends_here else paging.capped_count(opened.rows(seen_by=seen_by))
    others = [line for line in page.rows if line.state not in OPEN]
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
