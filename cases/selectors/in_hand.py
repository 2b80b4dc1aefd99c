"""Open tickets in somebody's hands, for whoever may give them to another (转交经办)."""

from __future__ import annotations

from django.urls import reverse

from cadres.models import Cadre
from cadres.rules.viewer import Viewer
from cadres.selectors.person_page import Held, InHand
from cases.rules.workflow import State
from cases.selectors import slices, tickets
from cases.selectors.slices import Slice

SHOWN = 20


def of_cadre(cadre: Cadre, viewer: Viewer) -> InHand | None:
    """Return what the person has in hand, to the head of the unit and to the campaign office."""
    if not (viewer.head_unit_ids or viewer.office_county_ids):
        return None
    held = Slice.of(handler=cadre.pk, state=slices.HELD)
    found = held.rows(seen_by=viewer).order_by("due_on", "pk")
    rows = list(found.values_list("pk", "title", "number", "state", "unit__name")[:SHOWN])
    if not rows:
        return None
    things = [
        Held(
            title,
            f"{number} · {State(state).label} · {unit}",
            reverse("cases:ticket-detail", args=[pk]),
        )
        for pk, title, number, state, unit in rows
    ]
    address = f"{reverse('cases:ticket-list')}?{held.query}"
    return InHand(things, tickets.capped_count(found), address)
