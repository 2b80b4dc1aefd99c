"""What waits in a unit for a second administrator: before it is closed, or another takes over."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.models import SecondApproval, Unit
from cadres.people.rules.unit_merging import Effects
from cadres.people.rules.units import Holding
from cadres.people.selectors.unit_merging import People
from cadres.sign_in.rules.second_approvals import State
from cadres.viewers.rules.viewer import Viewer


def of_unit(unit: Unit, viewer: Viewer) -> list[Holding]:
    return [Holding(_waiting(unit).count(), "项待确认的任职")]


def effects(old: Unit, new: Unit, viewer: Viewer, people: People) -> Effects:
    """What is not confirmed yet stands in the way, whoever goes."""
    if not _waiting(old).exists():
        return Effects()
    return Effects(refusals=(f"{old}有等待双人确认的任职，请先确认或撤回。",))


def _waiting(unit: Unit) -> QuerySet[SecondApproval]:
    return SecondApproval.objects.filter(unit=unit, state=State.WAITING)
