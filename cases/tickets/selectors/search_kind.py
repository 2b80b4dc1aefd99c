"""Tickets in the one box: by number or a figure of it, by their words, by their enterprise."""

from __future__ import annotations

from itertools import product
from typing import Any

from cadres.models import Region
from cadres.pages.models.prepared import IDS, Prepared
from cadres.search.rules import character_pairs, finding
from cadres.search.selectors.box import Asked, Found, Kind, Place
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import numbering
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import search
from enterprises.register.selectors import find_box

COLUMNS = (
    *("pk", "number", "title", "state", "unit__name", "enterprise__name", "applicant_name"),
    "filed_on",
)
# A figure alone is looked for among the numbers of so many years.
YEARS = 3
_PATTERNS = Prepared(
    lambda counties: Region.objects.filter(pk__any_of=counties).values(
        "number_prefix", "number_pattern"
    ),
    IDS,
)


def ask(asked: Asked, most: int, *, seen_by: Viewer) -> list[Found]:
    """Return tickets of this number; then what holds the words; then those of the enterprise."""
    seen = Ticket.objects.visible_to(seen_by).order_by("-filed_on", "-pk")
    found: dict[int, dict[str, Any]] = {}
    for way in (_numbered, _worded, _of_firms):
        rows = way(seen, asked, seen_by) if len(found) < most else None
        if rows is not None:
            taken = rows[:most].values(*COLUMNS)
            found |= {row["pk"]: row for row in taken if row["pk"] not in found}
    return [_line(row) for row in list(found.values())[:most]]


def is_for(viewer: Viewer) -> bool:
    """Administrators and discipline officers see none."""
    parts = (viewer.county_ids, viewer.unit_ids, viewer.enterprise_ids)
    return any(parts) or viewer.has(Role.CADRE)


KIND = Kind(
    Place.TICKETS,
    "工单",
    "编号、标题、诉求、企业",
    ask,
    "cases:ticket-list",
    is_for,
)


def _numbered(seen: TicketQuerySet, asked: Asked, viewer: Viewer) -> TicketQuerySet | None:
    """The number in whichever way it is written, or its figure, with or without the year."""
    read = numbering.figure(asked.text)
    if read is None:
        whole = numbering.spellings(asked.text)
        return seen.filter(number__in=whole) if whole else None
    years = [read.year] if read.year else [viewer.today.year - ago for ago in range(YEARS)]
    counties = _PATTERNS(list(viewer.county_ids or viewer.home_county_ids))
    numbers = {
        numbering.ticket_number(county["number_prefix"], year, read.serial, way)
        for county, year in product(counties, years)
        for way in (county["number_pattern"], numbering.USUAL, numbering.FORMER)
    }
    return seen.filter(number__in=numbers)


def _worded(seen: TicketQuerySet, asked: Asked, viewer: Viewer) -> TicketQuerySet | None:
    has_pairs = any(character_pairs.pairs(word) for word in asked.text.split())
    return search.narrowed(seen, asked.text) if has_pairs else None


def _of_firms(seen: TicketQuerySet, asked: Asked, viewer: Viewer) -> TicketQuerySet | None:
    """What the words themselves do not say: 宏远建材, hyt, 云阳 宏远 mean an enterprise."""
    if all(map(typed_values.is_digits, finding.words_of(asked.text))):
        return None
    firms = find_box.ids(asked.once(find_box.read, viewer), seen_by=viewer)
    return seen.filter(enterprise_id__any_of=firms) if firms else None


def _line(row: dict[str, Any]) -> Found:
    who = row["enterprise__name"] or row["applicant_name"] or "群众"
    told = [who, row["unit__name"], State(row["state"]).label]
    title = f"{row['number']} {row['title']}"
    return Found(title, " · ".join(filter(None, told)), "cases:ticket-detail", row["pk"])
