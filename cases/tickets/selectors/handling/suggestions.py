"""To whom tickets alike were given before: proposed on the dispatch desk, never chosen there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.selectors import categories
from cases.tickets.selectors.duplicates.duplicates import Likely
from cases.tickets.selectors.handling import dispatch_units, proposals
from cases.tickets.selectors.handling.likely_units import Past
from cases.tickets.selectors.handling.proposals import NOTHING, Proposal, Proposals

# So many of the past tickets that are laid beside it have to agree.
AGREEING = 2
# From so many per cent on another class is likelier than the one that somebody chose.
DOUBTED = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit and a class; the past tickets that went that way, and what the model says."""

    unit_id: int
    unit: str
    handling_class: HandlingClass
    reasons: list[Likely]
    proposed: Proposals = NOTHING

    @property
    def query(self) -> str:
        """What the desk's address says once somebody takes it over."""
        return self.query_for(self.unit_id)

    @property
    def others(self) -> list[tuple[Proposal, str]]:
        """The next likely units, each with what the address says once it is taken over."""
        return [(one, self.query_for(one.pk)) for one in self.proposed.lines[1:]]

    @property
    def percent(self) -> int:
        return self.proposed.lines[0].percent if self.proposed.lines else 0

    def query_for(self, unit_id: int) -> str:
        return urlencode({"unit": unit_id, "handling_class": self.handling_class.value})


def suggestion(ticket: Ticket, past: Past, *, seen_by: Viewer) -> Suggestion | None:
    """Return what the county's model proposes, with the past tickets that went that way.

    Without a model it is what most of the three likest past tickets came to, and nothing where
    they disagree. `past` is what the pickers of units ask, too (`likely_units.of`). A unit that can
    be given nothing any more is not proposed.
    """
    offered = dispatch_units.dispatchable(ticket, seen_by=seen_by)
    names = dict(offered.values_list("pk", "name"))
    proposed = proposals.units(ticket, names, seen_by=seen_by)
    if proposed.lines:
        first = proposed.lines[0]
        return _made(ticket, first.pk, first.name, past, proposed)
    unit_id, count = next(iter(past.alike.most_common(1)), (None, 0))
    if unit_id is None or count < AGREEING or unit_id not in names:
        return None
    return _made(ticket, unit_id, names[unit_id], past, NOTHING)


def _made(ticket: Ticket, unit_id: int, unit: str, past: Past, proposed: Proposals) -> Suggestion:
    """The class is what past tickets of the unit mostly had, or the usual one of the matter."""
    reasons = [one for one in past.likest if one.unit_id == unit_id]
    classes = Counter(one.handling_class for one in reasons if one.handling_class)
    usual = classes.most_common(1)[0][0] if classes else ticket.category.handling_class
    return Suggestion(unit_id, unit, HandlingClass(usual), reasons, proposed)


def category(ticket: Ticket, *, may_correct: bool, seen_by: Viewer) -> Proposals:
    """Return which other classes of matters it may be, to whoever may put that right.

    What somebody has classed is doubted only where another class is likelier than not.
    """
    if not may_correct:
        return NOTHING
    found = proposals.category(ticket, seen_by=seen_by)
    if not found.lines or found.lines[0].pk == ticket.category_id:
        return NOTHING
    is_classed = ticket.category.name != categories.OTHER
    return NOTHING if is_classed and found.lines[0].percent < DOUBTED else found
