"""In whose hands a ticket is, and how often it may be said that it is somebody else's."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from cadres.rules.viewer import Viewer

if TYPE_CHECKING:
    from cases.models import Ticket


def may_hand_over(viewer: Viewer, ticket: Ticket, clerks: Collection[int]) -> bool:
    """The clerk who has it and the unit's head; another clerk where nobody there has it.

    The campaign office steps in only for somebody who has left the unit.
    """
    if ticket.unit_id in viewer.head_unit_ids or ticket.handler_id == viewer.cadre_id:
        return True
    return ticket.handler_id not in clerks
