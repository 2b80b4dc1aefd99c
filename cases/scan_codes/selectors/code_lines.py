"""The codes of a county as its office sees them: where each hangs, and how much came through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from cadres.errors import Absent, NotPermitted
from cadres.models import Region, RegionLevel, Unit
from cadres.viewers.rules.viewer import Viewer
from cases.models import ScanReport, Ticket
from enterprises.models import Enterprise, PlaceCode
from enterprises.register.rules import authority
from enterprises.register.selectors.codes import place_codes
from enterprises.register.selectors.gate_codes import tokens

# What a form names before anybody asks.
NO_UNIT, NO_TOWNSHIP = Unit.objects.none(), Region.objects.none()


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One place, and how many reports came through whatever code has hung there."""

    code: PlaceCode
    reports: int


@dataclass(frozen=True, slots=True)
class County:
    """Where each of its codes hangs, and what came by the codes at gates in all."""

    county: Region
    lines: list[CodeLine]
    at_gates: int
    firms: int

    @property
    def query(self) -> str:
        """Behind the address of what is done with these codes."""
        return f"county={self.county.pk}"


def county(asked: int | None, *, seen_by: Viewer) -> Region:
    """Return the county whose codes the viewer keeps: the one asked for, or the first."""
    if not seen_by.office_county_ids:
        raise NotPermitted("公共二维码由县助企办管理。")
    pk = asked if asked in seen_by.office_county_ids else seen_by.office_county_ids[0]
    return place_codes.county(pk, seen_by=seen_by)


def fetch(pk: int, *, seen_by: Viewer) -> PlaceCode:
    """Return a code that hangs now, of a county whose codes the viewer keeps."""
    code = place_codes.fetch(pk, seen_by=seen_by)
    authority.check_keeps_place_codes(seen_by, code.county_id)
    if code.revoked_at is not None:
        raise Absent(place_codes.ABSENT)
    return code


def of_county(of: Region, *, seen_by: Viewer) -> County:
    known = _reports(of, seen_by)
    codes = place_codes.rows(of, seen_by=seen_by)
    seen = Ticket.objects.visible_to(seen_by).filter(county=of)
    gates = ScanReport.objects.filter(ticket__in=seen, enterprise_code__isnull=False)
    firms = firms_with_codes(of, seen_by=seen_by)
    return County(
        county=of,
        lines=[CodeLine(one, known.get((one.unit_id, one.place), 0)) for one in codes],
        at_gates=gates.count(),
        firms=firms,
    )


def firms_with_codes(of: Region, *, seen_by: Viewer) -> int:
    """Count the enterprises at whose gates a code hangs."""
    firms = Enterprise.objects.visible_to(seen_by).active().filter(county=of)
    return len(tokens(list(firms.values_list("pk", flat=True)), seen_by=seen_by))


def units(of: Region, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units at which a code hangs."""
    codes = place_codes.rows(of, seen_by=seen_by).order_by().values("unit")
    return Unit.objects.filter(pk__in=codes).order_by("name_key", "pk")


def townships(of: Region, *, seen_by: Viewer) -> QuerySet[Region]:
    authority.check_keeps_place_codes(seen_by, of.pk)
    return Region.objects.filter(parent=of, level=RegionLevel.TOWNSHIP).order_by("pk")


def _reports(of: Region, viewer: Viewer) -> Mapping[tuple[int | None, str], int]:
    """Count by place: a code that was replaced counts on."""
    seen = Ticket.objects.visible_to(viewer).filter(county=of)
    rows = ScanReport.objects.filter(ticket__in=seen, place_code__county=of)
    counted = rows.values_list("place_code__unit", "place_code__place").annotate(Count("pk"))
    return {(unit, place): count for unit, place, count in counted}
