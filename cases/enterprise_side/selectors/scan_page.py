"""The page behind a code: what an enterprise may know of who serves it, and where it hangs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cadres.models import Region, Unit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.vocabulary import Source
from enterprises.models import Enterprise, EnterpriseCode, OfficeLine, PlaceCode
from enterprises.register.selectors import assignments, gate_codes
from enterprises.register.selectors.assignments import Covering
from enterprises.register.selectors.codes import place_codes
from enterprises.visits.selectors import changed_bookings
from enterprises.visits.selectors.changed_bookings import ChangedBooking


@dataclass(frozen=True)
class ScanPage:
    """Whose code it is, who covers the enterprise, the office's own phone; never a person's.

    What only the drawn page shows, or only a report keeps, is asked when it is wanted.
    """

    viewer: Viewer
    county: Region
    line: OfficeLine
    enterprise: Enterprise | None = None
    place_code: PlaceCode | None = None

    @cached_property
    def team(self) -> Sequence[Covering]:
        if self.enterprise is None:
            return ()
        return assignments.team(self.enterprise, self.viewer.today, seen_by=self.viewer)

    @cached_property
    def visit_changes(self) -> Sequence[ChangedBooking]:
        """Plans to visit it that were moved or cancelled lately."""
        if self.enterprise is None:
            return ()
        return changed_bookings.of_enterprise(self.enterprise, seen_by=self.viewer)

    @cached_property
    def enterprise_code(self) -> EnterpriseCode | None:
        if self.enterprise is None:
            return None
        return gate_codes.current(self.enterprise, seen_by=self.viewer)

    @property
    def unit(self) -> Unit | None:
        """Whose window or section the code hangs at."""
        return place_codes.unit_of(self.place_code) if self.place_code else None

    @property
    def key(self) -> str:
        """What all codes of the enterprise, or this one of a place, have in common."""
        return str(self.enterprise.pk) if self.enterprise else f"place {self.place_code_id}"

    @property
    def place_code_id(self) -> int:
        return self.place_code.pk if self.place_code else 0


def of(token: str, *, seen_by: Viewer) -> ScanPage:
    """Return the page of a code in force; raise Absent where it is none."""
    place = place_codes.of_token(token, seen_by=seen_by)
    if place is not None:
        line = gate_codes.office_line(place.county, seen_by=seen_by)
        return ScanPage(seen_by, place.county, line, place_code=place)
    return of_enterprise(gate_codes.enterprise_of(token, seen_by=seen_by), seen_by=seen_by)


def of_enterprise(enterprise: Enterprise, *, seen_by: Viewer) -> ScanPage:
    line = gate_codes.office_line(enterprise.county, seen_by=seen_by)
    return ScanPage(seen_by, enterprise.county, line, enterprise)


def filed_today(enterprise: Enterprise, *, seen_by: Viewer) -> list[Ticket]:
    """Return what came by the code today, the newest first; another code of it counts too."""
    seen = Ticket.objects.visible_to(seen_by).filter(enterprise=enterprise, source=Source.SCAN)
    return list(seen.filter(filed_on=seen_by.today).order_by("-pk"))
