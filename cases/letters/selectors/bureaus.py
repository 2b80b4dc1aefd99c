"""The bureaus that write each other across counties: their names, their 代字, their readers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from cadres.errors import Absent, Invalid, WrongState
from cadres.models import Cadre, Posting, RegionLevel, Unit, UnitKind
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import organs
from cases.models import BureauStyle, Letter, LetterReader

BUREAUS = (UnitKind.DEPARTMENT,)
NO_STYLE = "本单位还没有设置发文名称和代字，请本单位负责人先在“县际协查”中设置。"


def own(*, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the bureaus in which the viewer handles or decides."""
    found = Unit.objects.filter(pk__in=organs.own_units(seen_by), is_active=True)
    return found.filter(kind__in=BUREAUS).select_related("region").order_by("pk")


def elsewhere(sender: Unit, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the bureaus of other counties in this installation."""
    found = Unit.objects.filter(kind__in=BUREAUS, is_active=True).exclude(
        Q(region_id=county_of(sender)) | Q(region__parent_id=county_of(sender))
    )
    return found.select_related("region").order_by("region__path", "pk")


def one_of_own(pk: int, *, seen_by: Viewer) -> Unit:
    unit = own(seen_by=seen_by).filter(pk=pk).first()
    if unit is None:
        raise Absent("没有这个单位。")
    return unit


def style_of(unit: Unit, *, seen_by: Viewer) -> BureauStyle:
    row = BureauStyle.objects.filter(unit=unit).first()
    if row is None:
        raise WrongState(NO_STYLE)
    return row


def style_facts(unit: Unit, *, seen_by: Viewer) -> dict[str, Any]:
    """Return the bureau's name, 代字 and contact, as they stand or would usually be."""
    row = BureauStyle.objects.filter(unit=unit).first()
    if row is None:
        return {"issuer": full_name(unit), "prefix": "", "contact": ""}
    return {"issuer": row.issuer, "prefix": row.prefix, "contact": row.contact}


def about(unit: Unit) -> str:
    """The style of a bureau, be there a row or not."""
    return f"bureau_style:{unit.pk}"


def county_of(unit: Unit) -> int:
    """The county in which the unit stands, also where it stands in a township."""
    region = unit.region
    return region.parent_id or region.pk if region.level == RegionLevel.TOWNSHIP else region.pk


def full_name(unit: Unit) -> str:
    """`南召县市场监督管理局`, also where it is called 县市场监督管理局 at home."""
    county = unit.region.name
    return unit.name if unit.name.startswith(county) else f"{county}{unit.name.removeprefix('县')}"


def readers(letter: Letter, *, seen_by: Viewer) -> list[LetterReader]:
    if letter.organ != organs.Organ.BUREAU or not organs.writes(seen_by, letter):
        return []
    found = LetterReader.objects.filter(letter=letter)
    return list(found.select_related("cadre", "named_by"))


def named(name: str, letter: Letter, *, seen_by: Viewer) -> Cadre:
    """Return the one person of this name who holds a post in the bureau's county."""
    posts = Posting.objects.in_force(seen_by.today).filter(
        Q(unit__region_id=letter.county_id) | Q(unit__region__parent_id=letter.county_id)
    )
    found = list(Cadre.objects.filter(name=name.strip(), pk__in=posts.values("cadre_id"))[:2])
    if len(found) != 1:
        said = "没有这名干部。" if not found else "本县有同名的干部，请联系系统管理员核对。"
        raise Invalid(said, {"name": said})
    return found[0]
