"""In whose hands tickets lie, so that all of one person's can be given to others (离岗转交)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from cadres.models import Posting
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cases.models import Ticket
from cases.models.querysets import TicketQuerySet
from cases.rules.bulk import LONGEST
from cases.rules.workflow import STEPS, Action

HELD = sorted({step.source for step in STEPS if step.action is Action.HAND_OVER})
Choices = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with open tickets of a unit; `is_there` while they still are a clerk of it."""

    cadre_id: int
    name: str
    unit_id: int
    unit: str
    count: int
    is_there: bool


def holders(*, seen_by: Viewer) -> list[Holder]:
    """Return in whose hands the tickets lie that the viewer may give to others.

    A head sees all clerks of the unit, a clerk what is their own or nobody's any more, the
    campaign office what people who left have not handed over.
    """
    places = ("is_there", "unit__name", "handler__name")
    held = _held(seen_by).order_by(*places).values(*places, "handler", "unit")
    found: Iterable[dict[str, Any]] = held.annotate(count=Count("pk"))
    return [
        Holder(
            cadre_id=row["handler"],
            name=row["handler__name"],
            unit_id=row["unit"],
            unit=row["unit__name"],
            count=row["count"],
            is_there=row["is_there"],
        )
        for row in found
    ]


def held_by(cadre_id: int, unit_id: int, *, seen_by: Viewer) -> list[int]:
    """Return what somebody has in hand, most urgent first, as much as goes at once."""
    found = _held(seen_by).filter(handler=cadre_id, unit=unit_id).order_by("due_on", "pk")
    return list(found.values_list("pk", flat=True)[:LONGEST])


def colleagues(unit_id: int, *, seen_by: Viewer, without: Sequence[int] = ()) -> Choices:
    """Return the clerks of a unit, to its own people and to the campaign office."""
    clerks = Posting.objects.in_force(seen_by.today).holding(Role.UNIT_CLERK)
    own = Q(unit_id__in=seen_by.unit_ids) | Q(unit__region_id__in=seen_by.office_county_ids)
    inside = own | Q(unit__region__parent_id__in=seen_by.office_county_ids)
    found = clerks.filter(inside, unit_id=unit_id).exclude(cadre_id__in=without)
    return list(found.order_by("cadre__name").values_list("cadre_id", "cadre__name").distinct())


def _held(viewer: Viewer) -> TicketQuerySet:
    taken = Ticket.objects.visible_to(viewer).filter(state__in=HELD, handler__isnull=False)
    left = Q(is_there=False)
    mine = (
        Q(unit_id__in=viewer.head_unit_ids)
        | (Q(unit_id__in=viewer.clerk_unit_ids) & (left | Q(handler=viewer.cadre_id)))
        | (Q(county_id__in=viewer.office_county_ids) & left)
    )
    return taken.annotate(is_there=_is_there(viewer)).filter(mine)


def _is_there(viewer: Viewer) -> Exists:
    clerks = Posting.objects.in_force(viewer.today).holding(Role.UNIT_CLERK)
    return Exists(clerks.filter(cadre=OuterRef("handler"), unit=OuterRef("unit")))
