"""What waits for dispatch (待交办), as the dispatch desk shows it."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.pages.selectors import paging
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import list_views
from cases.tickets.rules.list_views import View
from cases.tickets.selectors import tickets
from cases.tickets.selectors.tickets import TicketLine

# The dispatch desk shows so many at once; the rest follow when these are done.
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is shown at once of what waits, and how much there is (counted up to CAP + 1)."""

    total: int
    lines: list[TicketLine]


def to_dispatch(*, seen_by: Viewer) -> Waiting:
    """Return what waits for dispatch, first what was promised soonest; returned ones among it."""
    found = _waiting(seen_by)
    lines = tickets.lines(found[: LONGEST + 1], seen_by=seen_by)
    total = len(lines) if len(lines) <= LONGEST else paging.capped_count(found)
    return Waiting(total, lines[:LONGEST])


def after(pk: int, *, seen_by: Viewer) -> int | None:
    """Return what stands behind a ticket: whoever passed over the first ones goes on there.

    Nothing behind the first, for the desk opens the first by itself, and behind the last.
    """
    pks = list(_waiting(seen_by).values_list("pk", flat=True)[:LONGEST])
    at = pks.index(pk) if pk in pks else 0
    return pks[at + 1] if 0 < at < len(pks) - 1 else None


def waits(pk: int, *, seen_by: Viewer) -> bool:
    return _waiting(seen_by).filter(pk=pk).exists()


def _waiting(viewer: Viewer) -> TicketQuerySet:
    waiting = list_views.tickets_in(View.DISPATCH, viewer) | list_views.tickets_in(
        View.RETURNED, viewer
    )
    return tickets.rows(seen_by=viewer).filter(waiting).order_by("due_on", "pk")
