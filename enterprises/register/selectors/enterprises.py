"""The register (企业名录) as a viewer may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value

from cadres.errors import Absent, Invalid
from cadres.models import Region, RegionLevel
from cadres.pages.models.prepared import ID
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise, Part
from enterprises.register.models.querysets import EnterpriseQuerySet
from enterprises.register.rules import credit_codes, enterprise_names
from enterprises.register.selectors import assignments, nearness
from enterprises.register.selectors.assignments import Covering

ABSENT = "没有这家企业。"
# What a door names before anybody asks.
NONE = Enterprise.objects.none()
# What the register says of an enterprise, and an edit may change.
FACTS = ("name", "code", "township", "industry", "size", "products", "address", "remark", "tags")
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EnterpriseLine:
    """One line of the register, with everything that is shown of it."""

    pk: int
    name: str
    code: str
    county: str
    township: str
    industry: str
    size: str
    size_label: str
    is_active: bool
    team: tuple[Covering, ...]
    last_contact_on: date | None


@dataclass(frozen=True, slots=True)
class Offered:
    """What the drop-downs of one viewer offer."""

    counties: Choices
    townships: Choices
    industries: Choices


def rows(*, seen_by: Viewer) -> EnterpriseQuerySet:
    """Return the visible enterprises with their last contact, by name."""
    seen = Enterprise.objects.visible_to(seen_by).select_related("county", "township")
    return seen.with_last_contact().defer("pairs").order_by("name", "pk")


_ONE = PreparedForViewer(lambda viewer, pk: rows(seen_by=viewer).with_aliases().filter(pk=pk), ID)


def facts(enterprise: Enterprise) -> dict[str, Any]:
    """Return what an edit may change, as it stands."""
    return {name: getattr(enterprise, name) for name in FACTS}


def lines(taken: Sequence[Enterprise], *, seen_by: Viewer) -> list[EnterpriseLine]:
    """Turn rows into lines with the team of today; one query."""
    teams = assignments.teams([row.pk for row in taken], seen_by.today, seen_by=seen_by)
    return [_line(row, teams[row.pk]) for row in taken]


def fetch(pk: int, *, seen_by: Viewer) -> Enterprise:
    """Return the enterprise; hidden and missing look the same from outside."""
    found: list[Enterprise] = _ONE(pk, seen_by=seen_by)
    if not found:
        raise Absent(ABSENT)
    return found[0]


def named(words: str, county_id: int, *, seen_by: Viewer) -> Enterprise:
    """Return the one enterprise of the county that bears this name, alias or code.

    Raises Invalid, which says what is near, where there is none or more than one.
    """
    name, code = enterprise_names.enterprise_name(words), credit_codes.credit_code(words)
    inside = rows(seen_by=seen_by).active().filter(county_id=county_id)
    called = Q(name=name) | Q(aliases__name=name) | Q(code=code)
    found = list(inside.filter(called).distinct()[:2])
    if len(found) == 1:
        return found[0]
    near = found or list(_matching(words, inside, seen_by)[:5])
    said = "、".join(f"{one.name}（{one.code}）" for one in near)
    hint = "请核对名称，或先在企业名录里登记。"
    if near:
        hint = f"您要找的是不是：{said}？请填信用代码。"
    raise Invalid(f"名录里没有唯一的“{words}”。{hint}", {"enterprise": hint})


def covered(*, seen_by: Viewer) -> list[Enterprise]:
    """Return the enterprises that the viewer covers now."""
    return list(rows(seen_by=seen_by).active().filter(pk__any_of=seen_by.enterprise_ids))


def counties(county_ids: Sequence[int], *, seen_by: Viewer) -> QuerySet[Region]:
    """Return those of these counties whose register the viewer sees."""
    ids = sorted(set(county_ids) & set(seen_by.home_county_ids))
    return Region.objects.filter(pk__any_of=ids).order_by("path", "pk")


def townships(county_ids: Sequence[int], *, seen_by: Viewer) -> QuerySet[Region]:
    """Return the townships of those of these counties that the viewer sees."""
    ids = sorted(set(county_ids) & set(seen_by.home_county_ids))
    found = Region.objects.filter(level=RegionLevel.TOWNSHIP, parent_id__any_of=ids)
    return found.select_related("parent").order_by("parent__path", "pk")


def industries(county_id: int, *, seen_by: Viewer) -> list[str]:
    """Return the industries that occur in one visible county."""
    seen = Enterprise.objects.visible_to(seen_by).filter(county_id=county_id).exclude(industry="")
    return list(seen.order_by("industry").values_list("industry", flat=True).distinct())


def settled_county(asked: str, *, seen_by: Viewer) -> int | None:
    """Return the visible county that is asked for, or the only one there is."""
    ids = seen_by.home_county_ids
    chosen = typed_values.number(asked)
    if chosen in ids:
        return chosen
    return ids[0] if len(ids) == 1 else None


def choices(county_id: int | None, *, seen_by: Viewer) -> Offered:
    """Return what the viewer may choose, in one query."""
    several = seen_by.home_county_ids if len(seen_by.home_county_ids) > 1 else ()
    places = Region.objects.filter(pk__any_of=several).order_by()
    towns = Region.objects.filter(level=RegionLevel.TOWNSHIP, parent_id=county_id).order_by()
    seen = Enterprise.objects.visible_to(seen_by).filter(county_id=county_id)
    trades = seen.exclude(industry="").order_by()
    found: dict[str, list[tuple[int, str]]] = {"county": [], "township": [], "industry": []}
    union = _as_choice(places, "county").union(
        _as_choice(towns, "township"),
        trades.values_list(Value("industry"), Value(0), F("industry")).distinct(),
        all=True,
    )
    for kind, pk, name in union:
        found[kind].append((pk, name))
    return Offered(
        counties=[(str(pk), name) for pk, name in sorted(found["county"])],
        townships=[(str(pk), name) for pk, name in sorted(found["township"])],
        industries=[(name, name) for _, name in sorted(found["industry"])],
    )


def _as_choice(regions: QuerySet[Region], kind: str) -> QuerySet[Region, Any]:
    return regions.values_list(Value(kind), F("pk"), F("name"))


def _line(row: Enterprise, team: Sequence[Covering]) -> EnterpriseLine:
    return EnterpriseLine(
        pk=row.pk,
        name=row.name,
        code=row.code,
        county=row.county.name,
        township=row.township.name if row.township else "",
        industry=row.industry,
        size=row.size,
        size_label=row.get_size_display(),
        is_active=row.is_active,
        team=tuple(member for member in team if member.part != Part.COUNTY_LEADER),
        last_contact_on=row.last_contact_on,
    )


def _matching(words: str, among: EnterpriseQuerySet, seen_by: Viewer) -> EnterpriseQuerySet:
    return among.matching(words, seen_by, near=nearness.ids(seen_by=seen_by))
