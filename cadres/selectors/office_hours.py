"""The office hours that stand, season by season, for their page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cadres.errors import Absent
from cadres.models import OfficeHours
from cadres.rules import administration
from cadres.rules.viewer import Viewer


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
