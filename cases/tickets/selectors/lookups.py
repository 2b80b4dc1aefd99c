"""Things that a form names by their id: only those that the viewer may name are found."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import Region, RegionLevel, Unit
from cadres.pages.models.prepared import ID
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, Measure, Share, Ticket
from cases.tickets.rules import numbering
from cases.tickets.selectors import categories
from cases.tickets.selectors.handling import dispatch_units as units_of
from enterprises.models import Enterprise, Visit
from enterprises.visits.selectors import visits


def _enterprises(viewer: Viewer, pk: int) -> QuerySet[Enterprise]:
    visible = Enterprise.objects.visible_to(viewer).select_related("county", "township")
    return visible.filter(pk=pk, is_active=True)


_CATEGORY = PreparedForViewer(lambda viewer, pk: categories.rows(seen_by=viewer).filter(pk=pk), ID)
_ENTERPRISE = PreparedForViewer(_enterprises, ID)
_VISIT = PreparedForViewer(lambda viewer, pk: visits.visible(seen_by=viewer).filter(pk=pk), ID)


def category(pk: int, *, seen_by: Viewer) -> Category:
    found: list[Category] = _CATEGORY(pk, seen_by=seen_by)
    if not found:
        raise Invalid("没有这个问题类别，请重新选择。", {"category": "请重新选择。"})
    return found[0]


def enterprise(pk: int | None, *, seen_by: Viewer) -> Enterprise | None:
    if pk is None:
        return None
    found: list[Enterprise] = _ENTERPRISE(pk, seen_by=seen_by)
    if not found:
        raise Invalid("没有这家企业，请重新选择。", {"enterprise": "请重新选择。"})
    return found[0]


def visit(pk: int | None, *, seen_by: Viewer) -> Visit | None:
    if pk is None:
        return None
    found: list[Visit] = _VISIT(pk, seen_by=seen_by)
    if not found:
        raise Invalid("没有这次走访，请重新选择。", {"visit": "请重新选择。"})
    return found[0]


def county(pk: int | None, *, seen_by: Viewer) -> Region | None:
    """Return a county in which the viewer is of the office; the only one where none is named."""
    offered = seen_by.office_county_ids
    wanted = pk if pk is not None else (offered[0] if len(offered) == 1 else None)
    if wanted not in offered:
        return None
    return Region.objects.filter(pk=wanted, level=RegionLevel.COUNTY).first()


def counties(name: str = "", *, seen_by: Viewer) -> list[Region]:
    """Return the counties that the viewer sees whole, or the one of this name."""
    rows = Region.objects.filter(level=RegionLevel.COUNTY).order_by("path")
    if not seen_by.is_system:
        rows = rows.filter(pk__in=seen_by.county_ids)
    found = list(rows.filter(name=name) if name else rows)
    if name and not found:
        raise Absent(f"没有“{name}”这个县区。")
    return found


def place(asked: str, *, seen_by: Viewer) -> Region:
    """Return the county that is asked for, or the first that the viewer sees whole."""
    found = counties(seen_by=seen_by)
    if not found:
        raise NotPermitted("督办阶梯由县助企办、督查员和县领导查看。您的工作在“待办”里。")
    wanted = [county for county in found if str(county.pk) == asked]
    if asked and not wanted:
        raise Absent("没有这个县区。")
    return next(iter(wanted or found))


def units(pks: Sequence[int], *, seen_by: Viewer) -> list[Unit]:
    """Return units of the counties in which the viewer dispatches, in the order of their names."""
    counties = Region.objects.filter(pk__in=seen_by.office_county_ids).values_list("pk", flat=True)
    inside = Unit.objects.filter(region_id__in=counties) | Unit.objects.filter(
        region__parent_id__in=counties
    )
    found = list(inside.filter(pk__in=pks, is_active=True).select_related("region"))
    if len(found) != len(set(pks)):
        raise Invalid("没有这个单位，或已停用，请重新选择。", {"unit": "请重新选择。"})
    return sorted(found, key=lambda unit: unit.name)


def unit(pk: int, *, seen_by: Viewer) -> Unit:
    return units([pk], seen_by=seen_by)[0]


def proposed_unit(ticket: Ticket, pk: int | None, *, seen_by: Viewer) -> Unit | None:
    """Return the unit whose matter it is, as the unit says that has the ticket."""
    if pk is None:
        return None
    found = units_of.proposable(ticket, seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        sentence = "没有这个单位，或不能由它办理，请重新选择。"
        raise Invalid(sentence, {"proposed_unit": sentence})
    return found


def share(ticket: Ticket, pk: int, *, seen_by: Viewer) -> Share:
    """Return a share of a ticket that the viewer may see."""
    visible = Ticket.objects.visible_to(seen_by)
    shares = Share.objects.select_related("ticket", "unit")
    found = shares.filter(pk=pk, ticket=ticket, ticket__in=visible).first()
    if found is None:
        raise Absent("没有这项协办。")
    return found


def ticket(number: str, *, seen_by: Viewer) -> Ticket:
    """Return a visible ticket by its number; hidden and missing look the same."""
    spelled = numbering.spellings(number) or (number.strip(),)
    found = Ticket.objects.visible_to(seen_by).for_detail().filter(number__in=spelled).first()
    if found is None:
        sentence = "没有这个编号的工单，请核对后再填。"
        raise Invalid(sentence, {"number": sentence})
    return found


def measure(ticket: Ticket, pk: int, *, seen_by: Viewer) -> Measure:
    """Return a measure of a ticket that the viewer may see."""
    visible = Ticket.objects.visible_to(seen_by)
    found = Measure.objects.filter(pk=pk, ticket=ticket, ticket__in=visible).first()
    if found is None:
        raise Absent("没有这条举措。")
    return found
