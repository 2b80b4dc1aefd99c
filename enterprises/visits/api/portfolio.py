"""What a phone takes along of enterprises: cards, the words of a visit, whom to name beside one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cadres.offline.selectors import portfolio as taken_along
from cadres.offline.selectors.portfolio import Section
from cadres.search.rules import finding
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Manner, Purpose
from enterprises.service_days.selectors import service_days
from enterprises.visits.selectors import companions, portfolio
from enterprises.visits.selectors.portfolio import Taken


def register() -> None:
    """Hand in what phones take along."""
    taken_along.register(ENTERPRISES)
    taken_along.register_whole("manners", lambda viewer: _choices(Manner.choices))
    taken_along.register_whole("purposes", lambda viewer: _choices(Purpose.choices))
    taken_along.register_whole("companions", _companions)
    taken_along.register_whole("service_days", _service_days)


def _rows(wanted: Sequence[int], viewer: Viewer) -> list[dict[str, Any]]:
    return [_row(one) for one in portfolio.taken(wanted, seen_by=viewer)]


ENTERPRISES = Section(
    "enterprises",
    lambda viewer: portfolio.ids(seen_by=viewer),
    lambda since, held, viewer: portfolio.changed(since, held, seen_by=viewer),
    _rows,
)


def _row(taken: Taken) -> dict[str, Any]:
    row = taken.row
    last = row.last_contact_on
    return {
        "id": row.pk,
        "version": row.updated_at.isoformat(),
        "name": row.name,
        # The phone needs no table of pinyin.
        "initials": finding.initials(row.name),
        "aliases": [alias["name"] for alias in row.known_as],
        "code": row.code,
        "township": row.township.name if row.township else "",
        "address": row.address,
        "industry": row.industry,
        "is_mine": taken.is_mine,
        "team": [{"name": one.name, "unit": one.unit_name} for one in taken.team],
        "contacts": [
            {"name": one.name, "post": one.post, "phone": one.phone} for one in taken.contacts
        ],
        "last_contact_on": last.isoformat() if last else None,
        "visits": [{"on": one.on.isoformat(), "units": list(one.units)} for one in taken.visits],
    }


def _choices(choices: Sequence[tuple[str, Any]]) -> list[list[str]]:
    return [[value, str(label)] for value, label in choices]


def _service_days(viewer: Viewer) -> list[dict[str, Any]]:
    found = service_days.offered(viewer.home_county_ids, seen_by=viewer)
    return [{"id": one.pk, "title": str(one)} for one in found]


def _companions(viewer: Viewer) -> list[dict[str, Any]]:
    found = companions.taken_along(seen_by=viewer)
    return [{"id": one.pk, "name": one.name, "unit": one.unit} for one in found]
