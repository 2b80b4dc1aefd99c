"""What waits for somebody, for whoever may give it to another: tickets in hand, results to sign."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from cadres.models import Cadre, Posting
from cadres.pages.selectors import paging
from cadres.people.selectors import person_page
from cadres.people.selectors.person_page import Held, InHand
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.workflow import WITH_UNIT, State
from cases.tickets.selectors import slices, tickets
from cases.tickets.selectors.slices import Slice

SHOWN = 20
IN_HAND, TO_SIGN = "在办工单", "等待签批"
COLUMNS = ("pk", "title", "number", "state", "unit__name")


def of_cadre(cadre: Cadre, *, seen_by: Viewer) -> InHand | None:
    """Return what the person has in hand, to the head of the unit and to the campaign office."""
    if not _may_give(seen_by):
        held_here = Ticket.objects.filter(handler=cadre, state__in=sorted(WITH_UNIT))
        return person_page.counted(IN_HAND, held_here.count(), seen_by=seen_by)
    held = Slice.of(handler=cadre.pk, state=slices.HELD)
    found = held.rows(seen_by=seen_by).order_by("due_on", "pk")
    things = [_held(row) for row in found.values_list(*COLUMNS)[:SHOWN]]
    if not things:
        return None
    address = f"{reverse('cases:ticket-list')}?{held.query}"
    return InHand(
        heading=IN_HAND,
        things=things,
        total=paging.capped_count(found),
        leaving="离岗前后请转交本单位其他经办人，时限照走。",
        url=address,
        action="转交",
        action_url=reverse("cases:hand-over"),
    )


def to_sign(cadre: Cadre, *, seen_by: Viewer) -> InHand | None:
    """Return the results that wait for the person alone, as no other head of the unit is there."""
    alone = Q(state=State.RESOLVED, unit_id__in=_headed_alone(cadre, seen_by))
    if not _may_give(seen_by):
        waiting = Ticket.objects.filter(alone)
        return person_page.counted(TO_SIGN, waiting.count(), seen_by=seen_by)
    found = tickets.rows(seen_by=seen_by).filter(alone).order_by("due_on", "pk")
    things = [_held(row) for row in found.values_list(*COLUMNS)[:SHOWN]]
    if not things:
        return None
    return InHand(
        heading=TO_SIGN,
        things=things,
        total=paging.capped_count(found),
        leaving="本单位没有其他负责人：请先任命新的负责人，或设置代理，否则无人签批。",
    )


def _may_give(viewer: Viewer) -> bool:
    return bool(viewer.head_unit_ids or viewer.office_county_ids)


def _headed_alone(cadre: Cadre, seen_by: Viewer) -> list[int]:
    """The units whose only head the person is."""
    heads = Posting.objects.in_force(seen_by.today).holding(Role.UNIT_HEAD)
    own = heads.filter(cadre=cadre).values_list("unit_id", flat=True)
    others = set(heads.filter(unit__in=own).exclude(cadre=cadre).values_list("unit_id", flat=True))
    return sorted(set(own) - others)


def _held(row: tuple[int, str, str, str, str]) -> Held:
    pk, title, number, state, unit = row
    text = f"{number} · {State(state).label} · {unit}"
    return Held(title, text, reverse("cases:ticket-detail", args=[pk]))
