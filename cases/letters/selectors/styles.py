"""How a county heads and numbers its letters: its own words, or the usual ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cadres.errors import Absent, NotPermitted
from cadres.models import Region, Unit, UnitKind
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import kinds, organs
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.organs import Organ
from cases.models import LetterStyle

READERS = "文书设置由县助企办、督查员、政务服务中心和县领导查看。您的工作在“待办”里。"
SETTERS = "本机关文书的名称、代字和是否印发，由本机关负责人设置。"


@dataclass(frozen=True, slots=True)
class Style:
    """What heads an organ's letter of the kind, by which 代字 it is numbered, and whom to ask."""

    organ: Organ
    kind: LetterKind
    issuer: str
    prefix: str
    contact: str = ""
    is_issuing: bool = True
    is_own: bool = False


Key = tuple[int, str, str]


def of_counties(county_ids: Iterable[int], *, seen_by: Viewer) -> dict[Key, Style]:
    """Return by county, organ and kind how each letter is headed and numbered; three queries."""
    wanted = set(county_ids)
    places = Region.objects.filter(pk__in=wanted).order_by("path")
    own = LetterStyle.objects.filter(county__in=wanted)
    rows = {(row.county_id, row.organ, row.kind): row for row in own}
    names = _supervisors(wanted)
    return {
        (place.pk, organ, kind): _style(place, organ, kind, rows, names)
        for place in places
        for organ, able in organs.KINDS.items()
        for kind in able
    }


def issued_by(county_id: int, writers: Iterable[Organ], *, seen_by: Viewer) -> set[LetterKind]:
    """Return the kinds that the organs issue in the county; one query."""
    own = LetterStyle.objects.filter(county=county_id, is_issuing=False)
    left = set(own.values_list("organ", "kind"))
    return {kind for one in writers for kind in organs.KINDS[one] if (one, kind) not in left}


def issuing(styles: Mapping[Key, Style], county_id: int, kind: LetterKind) -> Style:
    """Return the style of the organ that issues the kind there: the office before others."""
    found = [styles[county_id, organ, kind] for organ in organs.of_kind(kind)]
    return next((one for one in found if one.is_issuing), found[0])


def places(*, seen_by: Viewer) -> list[Region]:
    """Return the counties whose styles the viewer may read."""
    found = Region.objects.filter(pk__in=_known_to(seen_by)).order_by("path")
    if not found:
        raise NotPermitted(READERS)
    return list(found)


def style(county_id: int, organ: str, kind: str, *, seen_by: Viewer) -> Style:
    """Return the style of an organ's kind of letter in a county that the viewer may set."""
    found = of_counties([county_id], seen_by=seen_by).get((county_id, organ, kind))
    if found is None or county_id not in _known_to(seen_by):
        raise Absent("没有这种文书。")
    if not may_set(found, county_id, seen_by):
        raise NotPermitted(SETTERS)
    return found


def may_set(one: Style, county_id: int, viewer: Viewer) -> bool:
    return county_id in organs.judged_counties(viewer)[one.organ]


def facts(found: Style) -> dict[str, Any]:
    """Return what a head may set of it, as it stands."""
    return {
        "issuer": found.issuer,
        "prefix": found.prefix,
        "contact": found.contact,
        "is_issuing": found.is_issuing,
    }


def about(county_id: int, organ: str, kind: str) -> str:
    """The style of an organ's kind of letter in a county, be there a row or not."""
    return f"letter_style:{county_id}:{organ}:{kind}"


def _known_to(viewer: Viewer) -> set[int]:
    return {*viewer.county_ids, *viewer.centre_county_ids}


def _style(
    place: Region,
    organ: Organ,
    kind: LetterKind,
    rows: Mapping[Key, LetterStyle],
    supervisors: Mapping[int, str],
) -> Style:
    row = rows.get((place.pk, organ, kind))
    if row is not None:
        own = (row.issuer, row.prefix, row.contact, row.is_issuing)
        return Style(organ, kind, *own, is_own=True)
    prefix = kinds.usual_prefix(place.number_prefix, place.pk, kind, organs.SUFFIXES.get(organ))
    if organ is Organ.SUPERVISION:
        return Style(organ, kind, supervisors.get(place.pk, f"{place.name}委督查室"), prefix)
    if organ is Organ.CENTRE:
        return Style(organ, kind, f"{place.name}政务服务中心", prefix)
    return Style(organ, kind, kinds.usual_issuer(place.name), prefix)


def _supervisors(county_ids: Iterable[int]) -> dict[int, str]:
    """The names of the counties' own supervising units."""
    found = Unit.objects.filter(
        region__in=list(county_ids), kind=UnitKind.INSPECTORATE, is_active=True
    )
    return dict(found.order_by("-pk").values_list("region_id", "name"))
