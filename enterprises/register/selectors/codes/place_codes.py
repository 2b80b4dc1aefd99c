"""Which codes hang in public places of a county, and where."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.errors import Absent
from cadres.models import Region, Unit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import PlaceCode
from enterprises.register.selectors import gate_codes

ABSENT = "没有这个二维码。"


def rows(county: Region, *, seen_by: Viewer) -> QuerySet[PlaceCode]:
    """Return what hangs in the county, its own first, then by unit and place."""
    return _seen(seen_by).filter(county=county, revoked_at__isnull=True)


def fetch(pk: int, *, seen_by: Viewer) -> PlaceCode:
    """Return a code of a county of the viewer's, in force or not."""
    found = _seen(seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def of_token(token: str, *, seen_by: Viewer) -> PlaceCode | None:
    """Return where the code hangs; None where it is none of a place, or withdrawn."""
    found = _seen(seen_by).filter(token=token.upper(), revoked_at__isnull=True).first()
    if found is None or found.unit is None:
        return found
    return found if unit_of(found) is not None else None


def unit_of(code: PlaceCode) -> Unit | None:
    """Whose window it is now: where units were merged, the one that took it over."""
    unit = code.unit
    if unit is not None and not unit.is_active:
        unit = unit.merged_into
    return unit if unit is not None and unit.is_active else None


def county(pk: int, *, seen_by: Viewer) -> Region:
    """Return a county in which the viewer may look at the codes."""
    return gate_codes.county(pk, seen_by=seen_by)


def _seen(viewer: Viewer) -> QuerySet[PlaceCode]:
    found = PlaceCode.objects.select_related("county", "unit__merged_into")
    found = found.order_by("unit__name_key", "unit_id", "place", "pk")
    if not viewer.is_system:
        found = found.filter(county_id__any_of=viewer.home_county_ids)
    return found
