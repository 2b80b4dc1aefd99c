"""The register (企业名录) as a viewer may see it."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.errors import Absent
from cadres.models import Region, RegionLevel
from cadres.rules.viewer import Viewer
from enterprises.models import Alias, Enterprise
from enterprises.models.querysets import EnterpriseQuerySet

ABSENT = "没有这家企业。"
FOUND = 20


def rows(*, seen_by: Viewer) -> EnterpriseQuerySet:
    """Return the visible enterprises with their last contact, by name."""
    seen = Enterprise.objects.visible_to(seen_by).select_related("county", "township")
    return seen.with_last_contact().order_by("name", "pk")


def fetch(pk: int, *, seen_by: Viewer) -> Enterprise:
    """Return the enterprise; hidden and missing look the same from outside."""
    seen = Enterprise.objects.visible_to(seen_by).select_related("county", "township")
    enterprise = seen.filter(pk=pk).first()
    if enterprise is None:
        raise Absent(ABSENT)
    return enterprise


def found(words: str, *, seen_by: Viewer) -> list[Enterprise]:
    """Return the first enterprises on the register that the words fit; nothing for no words."""
    if not words.strip():
        return []
    seen = Enterprise.objects.visible_to(seen_by).active().matching(words)
    return list(seen.select_related("township").order_by("name", "pk")[:FOUND])


def covered(*, seen_by: Viewer) -> EnterpriseQuerySet:
    """Return the enterprises that the viewer covers now."""
    seen = Enterprise.objects.visible_to(seen_by).active()
    own = seen.filter(pk__any_of=seen_by.enterprise_ids)
    return own.select_related("township").order_by("name", "pk")


def aliases(enterprise: Enterprise, *, seen_by: Viewer) -> list[Alias]:
    if not Enterprise.objects.visible_to(seen_by).filter(pk=enterprise.pk).exists():
        return []
    return list(enterprise.aliases.order_by("pk"))


def counties(*, seen_by: Viewer) -> QuerySet[Region]:
    """Return the counties whose register the viewer sees."""
    return Region.objects.filter(pk__any_of=seen_by.home_county_ids).order_by("path", "pk")


def townships(county_id: int | None, *, seen_by: Viewer) -> QuerySet[Region]:
    """Return the townships of one visible county; of none where the county is not settled."""
    rows = Region.objects.filter(level=RegionLevel.TOWNSHIP).order_by("pk")
    if county_id is None or county_id not in seen_by.home_county_ids:
        return rows.none()
    return rows.filter(parent_id=county_id)


def industries(county_id: int | None, *, seen_by: Viewer) -> list[str]:
    """Return the industries that occur in one visible county."""
    if county_id is None:
        return []
    seen = Enterprise.objects.visible_to(seen_by).filter(county_id=county_id).exclude(industry="")
    return list(seen.order_by("industry").values_list("industry", flat=True).distinct())


def only_county(*, seen_by: Viewer) -> int | None:
    """Return the one county the viewer belongs to; None for whoever sees several."""
    ids = seen_by.home_county_ids
    return ids[0] if len(ids) == 1 else None
