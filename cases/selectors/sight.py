"""Who stands near an enterprise because of its tickets; asked by the enterprises app."""

from __future__ import annotations

from cadres.rules.viewer import Viewer
from cases.models import Ticket
from cases.rules.workflow import WITH_UNIT


def handles_for(enterprise_id: int, *, seen_by: Viewer) -> bool:
    """Does a unit in which the viewer is clerk or head have a ticket of the enterprise now?"""
    own = [*seen_by.clerk_unit_ids, *seen_by.head_unit_ids]
    if not own:
        return False
    held = Ticket.objects.filter(enterprise_id=enterprise_id, state__in=sorted(WITH_UNIT))
    return held.filter(unit_id__any_of=own).exists()
