"""Which units each county leader oversees (分管), read from either side."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from cadres.models import Cadre, Posting, Unit
from cadres.people.rules.units import AT_WORK
from cadres.viewers.rules.viewer import Viewer


def facts(posting: Posting) -> dict[str, Any]:
    """Return what a change may touch, as it stands."""
    return {"unit_ids": tuple(sorted(posting.oversees))}


def of_person(cadre: Cadre, *, seen_by: Viewer) -> dict[int, list[str]]:
    """Return for each posting of a person that the viewer sees the names of what it oversees."""
    held = dict(Posting.objects.filter(cadre=cadre).values_list("pk", "oversees"))
    wanted = {pk for overseen in held.values() for pk in overseen}
    if not wanted:
        return {}
    units = Unit.objects.filter(pk__in=wanted).order_by("name_key", "pk")
    names = dict(units.values_list("pk", "name"))
    return {post: [names[pk] for pk in names if pk in overseen] for post, overseen in held.items()}


def may_be_overseen(posting: Posting, *, seen_by: Viewer) -> list[Unit]:
    """Return the units at work in the post's county and its townships, and those it oversees."""
    county = posting.unit.region_id
    place = Q(region_id=county) | Q(region__parent_id=county)
    found = Q(place, is_active=True, kind__in=AT_WORK) | Q(pk__in=posting.oversees)
    return list(Unit.objects.filter(found).order_by("kind", "name_key", "pk"))


def leaders_of(unit: Unit, *, seen_by: Viewer) -> list[str]:
    """Return the names of the leaders who oversee the unit today, with their offices."""
    held = Posting.objects.in_force(seen_by.today).overseeing(unit.pk).select_related("cadre")
    return [f"{post.cadre.name}（{post.title or post.get_role_display()}）" for post in held]
