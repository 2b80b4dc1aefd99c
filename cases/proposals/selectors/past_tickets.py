"""Of which tickets is learnt: the county's own, closed, and kept from nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.workflow import State

# A county's ways change: of the newest closed tickets no more than these are read.
NEWEST = 5_000


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a closed ticket said, and what it came to."""

    title: str
    description: str
    filed_on: date
    unit_id: int
    category_id: int


def closed(county_id: int, *, seen_by: Viewer) -> list[Learnt]:
    """Return the newest closed tickets, the oldest of them first.

    What its sender keeps from somebody teaches nothing: a proposal would speak of it.
    """
    found = Ticket.objects.visible_to(seen_by).filter(
        county_id=county_id,
        state=State.CLOSED,
        unit__isnull=False,
        is_kept_from_cadres=False,
        kept_from_unit_ids=[],
    )
    columns = ("title", "description", "filed_on", "unit_id", "category_id")
    rows = found.order_by("-filed_on", "-pk").values_list(*columns)[:NEWEST]
    return [Learnt(*row) for row in reversed(rows)]
