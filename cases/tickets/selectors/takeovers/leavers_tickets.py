"""Who holds which tickets, so that all of one person can be given to others (离岗转交)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse

from cadres.models import Posting
from cadres.notifications.selectors.notices import Key, Message
from cadres.people.selectors import namesakes
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.bulk import LONGEST
from cases.tickets.rules.workflow import STEPS, Action

KIND = "work_left"
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


@dataclass(frozen=True, slots=True)
class Left:
    """Open tickets of a unit in the hands of somebody who was its clerk until the last day."""

    cadre_id: int
    unit_id: int
    county_id: int
    last_on: date | None


def holders(*, seen_by: Viewer) -> list[Holder]:
    """Return in whose hands the tickets lie that the viewer may give to others.

    A head sees all clerks of the unit, a clerk what is their own or nobody's any more, the
    campaign office what people who left have not handed over.
    """
    places = ("is_there", "unit__name", "handler__name")
    held = _held(seen_by).order_by(*places).values(*places, "handler", "unit")
    found: list[dict[str, Any]] = list(held.annotate(count=Count("pk")))
    people = {row["handler"]: row["handler__name"] for row in found}
    names = dict(namesakes.choices(people.items(), seen_by=seen_by))
    return [
        Holder(
            cadre_id=row["handler"],
            name=names[row["handler"]],
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


def left_behind(*, seen_by: Viewer) -> list[Left]:
    """Return whose open tickets of which unit lie with somebody who is no clerk of it any more."""
    held = Ticket.objects.visible_to(seen_by).filter(state__in=HELD, handler__isnull=False)
    left = held.annotate(is_there=_is_there(seen_by)).filter(is_there=False).order_by()
    rows = left.values_list("handler_id", "unit_id", "county_id").distinct()
    return [
        Left(cadre_id, unit_id, county_id, _last_day(cadre_id, unit_id))
        for cadre_id, unit_id, county_id in rows
    ]


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Say how much somebody left behind, to those who may hand it on; nothing once it is done."""
    left: Counter[int] = Counter()
    names: dict[int, str] = {}
    for holder in holders(seen_by=reader):
        if not holder.is_there:
            left[holder.cadre_id] += holder.count
            names[holder.cadre_id] = holder.name
    return {
        (kind, pk): Message(
            f"{names[pk]}离岗，留下 {left[pk]} 件在办工单",
            "请转交本单位其他经办人，时限照走。",
            reverse("cases:hand-over"),
        )
        for kind, pks in owed.items()
        for pk in pks
        if pk in left
    }


def _last_day(cadre_id: int, unit_id: int) -> date | None:
    posts = Posting.objects.holding(Role.UNIT_CLERK).filter(cadre_id=cadre_id, unit_id=unit_id)
    last: date | None = posts.aggregate(last=Max("to_on"))["last"]
    return last


def colleagues(unit_id: int, *, seen_by: Viewer, without: Sequence[int] = ()) -> Choices:
    """Return the clerks of a unit, to its own people and to the campaign office."""
    clerks = Posting.objects.in_force(seen_by.today).holding(Role.UNIT_CLERK)
    own = Q(unit_id__in=seen_by.unit_ids) | Q(unit__region_id__in=seen_by.office_county_ids)
    inside = own | Q(unit__region__parent_id__in=seen_by.office_county_ids)
    found = clerks.filter(inside, unit_id=unit_id).exclude(cadre_id__in=without)
    rows = found.order_by("cadre__name").values_list("cadre_id", "cadre__name").distinct()
    return namesakes.choices(rows, seen_by=seen_by)


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
