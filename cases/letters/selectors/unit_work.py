"""The letters of a unit, in counts alone: before it is closed, or another takes over."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.models import Unit
from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.people.selectors.unit_merging import People
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.kinds import UNISSUED
from cases.letters.rules.list_views import AWAITING
from cases.models import Letter
from cases.tickets.selectors.takeovers import unit_merging


def of_unit(unit: Unit, viewer: Viewer) -> list[Holding]:
    """Whoever keeps units sees no letter, and need not: the counts are enough."""
    letters = Letter.objects.filter(unit=unit)
    return [
        Holding(letters.filter(state__in=sorted(UNISSUED)).count(), "份没有印发的文书"),
        Holding(letters.filter(AWAITING).count(), "份等待回复的文书"),
    ]


def effects(old: Unit, new: Unit, viewer: Viewer, people: People) -> Effects:
    """What was issued stays, and the new unit replies; what was not stands in the way."""
    letters = Letter.objects.filter(unit=old)
    if people is not None:
        moved = unit_merging.tickets(old, seen_by=viewer, people=people)
        return Effects(refusals=_unissued(old, letters.filter(ticket__in=moved)))
    awaited = Holding(letters.filter(AWAITING).count(), f"份等待回复的文书，由{new}回复")
    return Effects(stays=counted((awaited,)), refusals=_unissued(old, letters))


def _unissued(old: Unit, letters: QuerySet[Letter]) -> tuple[str, ...]:
    drafts = letters.filter(state__in=sorted(UNISSUED)).count()
    if not drafts:
        return ()
    return (
        f"还有 {drafts} 份给{old}的文书没有印发，单位变了原来的审批就不能算数，"
        "请先由县助企办印发或撤销。",
    )
