"""Who stands near an enterprise because of its tickets; asked by the enterprises app."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.workflow import WITH_UNIT


def handles_for(enterprise_id: int, *, seen_by: Viewer) -> bool:
    """Does a unit in which the viewer is clerk or head have a ticket of the enterprise now?"""
    held = _held(seen_by)
    return held is not None and held.filter(enterprise_id=enterprise_id).exists()


def handled(*, seen_by: Viewer) -> ArraySubquery | Collection[int]:
    """The ids of all enterprises of which `handles_for` says yes."""
    held = _held(seen_by)
    if held is None:
        return []
    return ArraySubquery(held.filter(enterprise__isnull=False).values("enterprise_id"))


def _held(viewer: Viewer) -> QuerySet[Ticket] | None:
    own = [*viewer.clerk_unit_ids, *viewer.head_unit_ids]
    if not own:
        return None
    return Ticket.objects.filter(state__in=sorted(WITH_UNIT), unit_id__any_of=own)
