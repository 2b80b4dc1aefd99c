"""Whom the term of a step binds hears that a newer calendar moved it."""

from __future__ import annotations

from cadres.viewers.rules.viewer import Viewer
from cases.models import LadderStep
from cases.tickets.services import recipients
from cases.tickets.services.clocks.recount_notices import TICKET


def tell(row: LadderStep, once_per: str, actor: Viewer) -> None:
    """The unit that is to reply."""
    recipients.tell_unit(TICKET, row.ticket, actor=actor, once_per=once_per)
