"""What a ticket's page is put together from: parts, each with its fragment and its place.

The ticket's own parts read the page. An upper room registers its own, with the question that fills
it, when the site starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.closing import adoptions

if TYPE_CHECKING:
    from cases.models import Ticket
    from cases.tickets.selectors.page.ticket_page import TicketPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """One part of the page: its name, and the template of its fragment.

    `of` asks for what the fragment shows (there as `shown`), once a page and only where it is
    read. `needless` says by action whether the part leaves nothing to press. `digest` is of what an
    action on the part decides, for scripts that send it along.
    """

    name: str
    template: str
    of: Callable[[TicketPage], Any] | None = None
    needless: Mapping[Action, Callable[[TicketPage], bool]] = field(default_factory=dict)
    digest: Callable[[Ticket, Viewer], str] | None = None


def _own(name: str) -> PagePart:
    return PagePart(name=name, template=f"cases/tickets/_{name}.html")


ADOPTION = PagePart(
    name="adoption",
    template="cases/tickets/_adoption.html",
    of=lambda page: adoptions.shown(page.ticket, seen_by=page.seen_by),
)
# From top to bottom: what the ticket is and what happened; beside it its days and its people.
_main = [
    *(_own("merged_into"), _own("split"), _own("likely"), _own("asked"), _own("drafts")),
    *(_own("applications"), ADOPTION, _own("measures"), _own("shares"), _own("objected")),
    *(_own("enterprise_side"), _own("ratings"), _own("course"), _own("absorbed")),
]
_aside = [_own("clocks"), _own("people")]


def register(part: PagePart, *, after: str) -> None:
    """An upper room puts its part into the main column, below the one that is called `after`."""
    place = [one.name for one in _main].index(after)
    _main.insert(place + 1, part)


def main() -> tuple[PagePart, ...]:
    return tuple(_main)


def aside() -> tuple[PagePart, ...]:
    return tuple(_aside)


def find(name: str) -> PagePart:
    return next(part for part in (*_main, *_aside) if part.name == name)


def is_needless(action: Action, page: TicketPage) -> bool:
    """Is there a part that leaves nothing to press by this action?"""
    asked = (part.needless[action] for part in _main if action in part.needless)
    return any(is_idle(page) for is_idle in asked)


def digest(name: str, ticket: Ticket, *, seen_by: Viewer) -> str:
    """Return the digest of what an action on the part decides; empty where it has none."""
    part = find(name)
    return part.digest(ticket, seen_by) if part.digest else ""
