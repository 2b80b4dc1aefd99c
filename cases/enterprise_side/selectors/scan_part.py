"""What came by a code, on its ticket's page: where it was scanned, and from whom it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.viewers.rules.viewer import Viewer
from cases.models import ScanReport, Ticket
from cases.tickets.rules.sources.sources import kind_of
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors.page.page_parts import PagePart


@dataclass(frozen=True, slots=True)
class CameByCode:
    """The report; the office alone reads from whom it is kept."""

    place: str
    about_unit: str
    kept_from: str


def of(ticket: Ticket, *, seen_by: Viewer) -> CameByCode | None:
    """Return what is told of the report; nothing where the matter came another way."""
    if kind_of(ticket.source) is not Source.SCAN:
        return None
    rows = ScanReport.objects.filter(ticket=ticket).order_by("pk")
    report = rows.select_related("place_code__unit", "about_unit").first()
    if report is None:
        return None
    about = report.about_unit.name if report.about_unit else ""
    is_office = ticket.county_id in seen_by.office_county_ids
    return CameByCode(
        place=str(report.place_code) if report.place_code else "企业门口",
        about_unit=about,
        kept_from=_kept_from(ticket, about) if is_office else "",
    )


def _kept_from(ticket: Ticket, about: str) -> str:
    cadres = ["包联干部"] if ticket.is_kept_from_cadres else []
    return "和".join([*cadres, *([about] if ticket.kept_from_unit_ids else [])])


PART = PagePart(
    name="came_by_code",
    template="cases/enterprise_side/_came_by_code.html",
    of=lambda page: of(page.ticket, seen_by=page.seen_by),
)
