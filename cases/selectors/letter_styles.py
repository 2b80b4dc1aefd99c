"""How a county heads and numbers its letters: its own words, or the usual ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cadres.errors import Absent, NotPermitted
from cadres.models import Region
from cadres.rules.viewer import Viewer
from cases.models import LetterStyle
from cases.rules.letters import kinds
from cases.rules.letters.kinds import LetterKind

SETTERS = "文书的发文机关和代字由助企办主任设置。"


@dataclass(frozen=True, slots=True)
class Style:
    """What heads a letter of the kind, by which 代字 it is numbered, and whom to ask."""

    kind: LetterKind
    issuer: str
    prefix: str
    contact: str = ""
    is_own: bool = False


def of_counties(county_ids: Iterable[int], *, seen_by: Viewer) -> dict[tuple[int, str], Style]:
    """Return the style of every kind in every county; two queries."""
    wanted = set(county_ids)
    places = Region.objects.filter(pk__in=wanted)
    own = LetterStyle.objects.filter(county__in=wanted)
    rows = {(row.county_id, row.kind): row for row in own}
    return {(place.pk, kind): _style(place, kind, rows) for place in places for kind in LetterKind}


def of_county(county_id: int, *, seen_by: Viewer) -> list[Style]:
    found = of_counties([county_id], seen_by=seen_by)
    return [found[county_id, kind] for kind in LetterKind if (county_id, kind) in found]


def places(*, seen_by: Viewer) -> list[Region]:
    """Return the counties whose styles the viewer may read."""
    found = Region.objects.filter(pk__in=seen_by.county_ids).order_by("path")
    if not found:
        raise NotPermitted("文书设置由县助企办、督查员和县领导查看。您的工作在“待办”里。")
    return list(found)


def style(county_id: int, kind: str, *, seen_by: Viewer) -> Style:
    """Return the style of a kind in a county that the viewer may set."""
    if county_id not in seen_by.county_ids or kind not in LetterKind.values:
        raise Absent("没有这种文书。")
    if county_id not in seen_by.office_head_county_ids:
        raise NotPermitted(SETTERS)
    return of_counties([county_id], seen_by=seen_by)[county_id, LetterKind(kind)]


def facts(found: Style) -> dict[str, str]:
    """Return what a head may set of it, as it stands."""
    return {"issuer": found.issuer, "prefix": found.prefix, "contact": found.contact}


def about(county_id: int, kind: str) -> str:
    """The style of a kind in a county, be there a row or not."""
    return f"letter_style:{county_id}:{kind}"


def _style(place: Region, kind: LetterKind, rows: Mapping[tuple[int, str], LetterStyle]) -> Style:
    row = rows.get((place.pk, kind))
    if row is not None:
        return Style(kind, row.issuer, row.prefix, row.contact, is_own=True)
    prefix = kinds.usual_prefix(place.number_prefix, place.pk, kind)
    return Style(kind, kinds.usual_issuer(place.name), prefix)
