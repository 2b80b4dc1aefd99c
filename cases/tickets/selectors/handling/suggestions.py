"""To whom tickets alike were given before: proposed on the dispatch desk, never chosen there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.selectors.duplicates.duplicates import Likely
from cases.tickets.selectors.handling import dispatch_units
from cases.tickets.selectors.handling.likely_units import Past

# So many of the past tickets that are laid beside it have to agree.
AGREEING = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit and a class, and the past tickets that went that way."""

    unit_id: int
    unit: str
    handling_class: HandlingClass
    reasons: list[Likely]

    @property
    def query(self) -> str:
        """What the desk's address says once somebody takes it over."""
        return urlencode({"unit": self.unit_id, "handling_class": self.handling_class.value})


def suggestion(ticket: Ticket, past: Past, *, seen_by: Viewer) -> Suggestion | None:
    """Return what most of the three likest past tickets came to; nothing where they disagree.

    `past` is what the pickers of units ask, too (`likely_units.of`). A unit that can be given
    nothing any more is not proposed.
    """
    unit_id, count = next(iter(past.alike.most_common(1)), (None, 0))
    if unit_id is None or count < AGREEING:
        return None
    offered = dispatch_units.dispatchable(ticket, seen_by=seen_by)
    if not offered.filter(pk=unit_id).exists():
        return None
    reasons = [one for one in past.likest if one.unit_id == unit_id]
    classes = Counter(one.handling_class for one in reasons)
    usual = HandlingClass(classes.most_common(1)[0][0])
    return Suggestion(unit_id, reasons[0].unit, usual, reasons)
