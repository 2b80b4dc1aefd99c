"""How long the head has to sign (签发): what is drafted in time and signed late is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.applications import extensions
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.selectors.applications import application_terms
from cases.tickets.selectors.handling import objections

LastDay = Callable[[Ticket, Viewer], date | None]


def register(kind: DraftKind, last_day: LastDay) -> None:
    """An upper room says until when what the unit says to it may go out."""
    _LAST_DAYS[kind] = last_day


def last_day(ticket: Ticket, kind: DraftKind, *, seen_by: Viewer) -> date | None:
    """Return the last day on which a draft of the kind may go out; None where no day is set.

    The ticket was found through visibility.
    """
    found = _LAST_DAYS.get(kind)
    return found(ticket, seen_by) if found else None


def _objection(ticket: Ticket, viewer: Viewer) -> date:
    return objections.term(ticket, seen_by=viewer).due.on


def _extension(ticket: Ticket, viewer: Viewer) -> date:
    stretch = application_terms.stretch(ticket, seen_by=viewer)
    return extensions.last_day(stretch.terms, stretch.days)


_LAST_DAYS: dict[DraftKind, LastDay] = {
    DraftKind.OBJECTION: _objection,
    DraftKind.EXTENSION: _extension,
}
