"""The enterprises that somebody covers, for whoever keeps the register and may hand them over."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from cadres.models import Cadre
from cadres.people.selectors import person_page
from cadres.people.selectors.person_page import Held, InHand
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Part

SHOWN = 20
COVERED = "包联企业"


def of_cadre(cadre: Cadre, *, seen_by: Viewer) -> InHand | None:
    """Return what the person covers from today on, in the counties of the viewer's office."""
    if not seen_by.office_county_ids:
        covered = Assignment.objects.not_over(seen_by.today).filter(cadre=cadre)
        return person_page.counted(COVERED, covered.count(), seen_by=seen_by)
    here = Q(enterprise__county_id__any_of=seen_by.office_county_ids)
    held = Assignment.objects.visible_to(seen_by).not_over(seen_by.today).filter(here, cadre=cadre)
    found = held.order_by("enterprise__name", "enterprise_id")
    rows = found.values_list("enterprise_id", "enterprise__name", "part")
    things = [
        Held(name, Part(part).label, reverse("enterprises:enterprise-detail", args=[pk]))
        for pk, name, part in rows[:SHOWN]
    ]
    if not things:
        return None
    return InHand(
        heading=COVERED,
        things=things,
        total=found.count(),
        leaving="离岗后看不到这些企业，也不再算有人包联：请移交给接手的干部。",
        action="移交",
        action_url=f"{reverse('enterprises:hand-over')}?from={cadre.pk}",
    )
