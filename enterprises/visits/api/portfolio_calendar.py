"""What a phone takes along of the contact calendar: wishes, who was there, who is to come."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from cadres.offline.selectors import portfolio as taken_along
from cadres.viewers.rules.viewer import Viewer
from enterprises.visits.rules.slots import DayPart
from enterprises.visits.rules.wishes import WEEKDAYS
from enterprises.visits.selectors import contact_calendar, portfolio
from enterprises.visits.selectors.booked_visits import BookedVisit
from enterprises.visits.selectors.contact_calendar import ContactBrief


def register() -> None:
    """Add the column `calendar` to the enterprises that are taken along."""
    taken_along.register_facts("enterprises", "calendar", _known, _changed)
    taken_along.register_whole("day_parts", lambda viewer: _choices(DayPart.choices))
    taken_along.register_whole("weekdays", lambda viewer: _choices(WEEKDAYS))


def _choices(choices: Sequence[tuple[Any, Any]]) -> list[list[str]]:
    return [[str(value), str(label)] for value, label in choices]


def _known(ids: Sequence[int], viewer: Viewer) -> dict[int, Any]:
    briefs = contact_calendar.briefs(ids, seen_by=viewer)
    return {pk: _brief(brief) for pk, brief in briefs.items()}


def _changed(since: datetime, held: Sequence[int], viewer: Viewer) -> Collection[int]:
    return portfolio.calendar_changed(since, held, seen_by=viewer)


def _brief(brief: ContactBrief) -> dict[str, Any]:
    wish, newest, until = brief.wish, brief.newest, brief.quiet_until
    return {
        "wish": "、".join(wish.phrases) if wish else "",
        "wish_by": wish.source if wish else "",
        "wish_at": wish.written_at.isoformat() if wish else "",
        "others_on": newest.on.isoformat() if newest else None,
        "others": list(newest.units) if newest else [],
        "booked": [_booked(one) for one in brief.booked],
        "quiet_until": until.isoformat() if until else None,
    }


def _booked(one: BookedVisit) -> dict[str, Any]:
    return {
        "id": one.pk,
        "when": one.when,
        "units": list(one.units),
        "comes": one.comes,
        "may_join": one.may_join,
    }
