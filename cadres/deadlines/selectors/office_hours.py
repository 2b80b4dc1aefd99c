"""The office hours that stand, season by season, for their page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cadres.errors import Absent
from cadres.models import OfficeHours
from cadres.people.rules import administration
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer

ABOUT = "office_hours"


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """One season of one region; `is_planned` as long as it has not begun."""

    first: OfficeHours
    spans: str
    is_now: bool
    is_planned: bool


def seasons(*, seen_by: Viewer) -> list[SeasonLine]:
    """Return the seasons of everywhere and then of each region, the latest first."""
    administration.check_reads(seen_by)
    standing = OfficeHours.objects.filter(until__isnull=True).select_related("region")
    rows = standing.order_by("region__path", "-valid_from", "starts")
    everywhere = [row for row in rows if row.region_id is None]
    own = [row for row in rows if row.region_id is not None]
    return [
        line
        for _, group in groupby([*everywhere, *own], key=lambda row: row.region_id)
        for line in _lines(group, seen_by.today)
    ]


def standing() -> dict[str, str]:
    """Return in words what is set for each place and first day; what an edit may change."""
    rows = OfficeHours.objects.filter(until__isnull=True).order_by("valid_from", "starts")
    found: dict[str, list[OfficeHours]] = {}
    for row in rows:
        found.setdefault(spot(row.region_id, row.valid_from), []).append(row)
    return {name: _words(spans) for name, spans in found.items()}


def read(*, seen_by: Viewer) -> Read:
    """Return what the page of office hours reads now."""
    return edits.read(ABOUT, standing(), seen_by=seen_by)


def spot(region_id: int | None, begins: date) -> str:
    """The name of one place and first day."""
    return f"{region_id or ''}@{begins}"


def _words(spans: list[OfficeHours]) -> str:
    return f"{spans[0].label} " + "，".join(str(span) for span in spans) + f"（{spans[0].basis}）"


def fetch(pk: int, *, seen_by: Viewer) -> OfficeHours:
    """Return a standing row of a season."""
    administration.check_administers(seen_by)
    standing = OfficeHours.objects.filter(until__isnull=True).select_related("region")
    found = standing.filter(pk=pk).first()
    if found is None:
        raise Absent("没有这个作息时间。")
    return found


def _lines(rows: Iterable[OfficeHours], today: date) -> list[SeasonLine]:
    seasons = [list(group) for _, group in groupby(rows, key=lambda row: row.valid_from)]
    begun = [spans[0].valid_from for spans in seasons if spans[0].valid_from <= today]
    now = max(begun, default=None)
    return [
        SeasonLine(
            first=spans[0],
            spans="，".join(str(span) for span in spans),
            is_now=spans[0].valid_from == now,
            is_planned=spans[0].valid_from > today,
        )
        for spans in seasons
    ]
