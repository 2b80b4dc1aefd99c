"""The page behind the code at the gate: what an enterprise may know of who serves it."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.vocabulary import Source
from enterprises.models import Enterprise, OfficeLine
from enterprises.register.selectors import assignments, gate_codes
from enterprises.register.selectors.assignments import Covering
from enterprises.visits.selectors import changed_bookings
from enterprises.visits.selectors.changed_bookings import ChangedBooking


@dataclass(frozen=True, slots=True)
class ScanPage:
    """The enterprise, who covers it, the office's own phone; never a person's."""

    enterprise: Enterprise
    team: list[Covering]
    line: OfficeLine
    # Plans to visit it that were moved or cancelled lately.
    visit_changes: list[ChangedBooking]


def of(token: str, *, seen_by: Viewer) -> ScanPage:
    enterprise = gate_codes.enterprise_of(token, seen_by=seen_by)
    return of_enterprise(enterprise, seen_by=seen_by)


def of_enterprise(enterprise: Enterprise, *, seen_by: Viewer) -> ScanPage:
    return ScanPage(
        enterprise=enterprise,
        team=assignments.team(enterprise, seen_by.today, seen_by=seen_by),
        line=gate_codes.office_line(enterprise.county, seen_by=seen_by),
        visit_changes=changed_bookings.of_enterprise(enterprise, seen_by=seen_by),
    )


def filed_today(enterprise: Enterprise, *, seen_by: Viewer) -> list[Ticket]:
    """Return what came by the code today, the newest first; another code of it counts too."""
    seen = Ticket.objects.visible_to(seen_by).filter(enterprise=enterprise, source=Source.SCAN)
    return list(seen.filter(filed_on=seen_by.today).order_by("-pk"))
