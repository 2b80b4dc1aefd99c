"""The planned tasks of a unit, the findings that it has to answer and the indicators that it leads,
in counts alone: before it is closed, or another takes over."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cadres.models import Unit
from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.people.selectors.unit_merging import People
from cadres.viewers.rules.viewer import Viewer
from cases.models import IndicatorFinding, IndicatorLead, OfficeTask
from cases.office_work.rules.findings import FindingState
from cases.office_work.rules.tasks import TaskState


def of_unit(unit: Unit, viewer: Viewer) -> list[Holding]:
    """Whoever keeps units sees none of it, and need not: the count is enough."""
    return [
        Holding(_planned(unit).count(), "项双清单任务"),
        Holding(_unanswered(unit).count(), "条待佐证的指标问题"),
        Holding(_led(unit).count(), "项牵头的指标"),
    ]


def effects(old: Unit, new: Unit, viewer: Viewer, people: People) -> Effects:
    """They go over with the unit; where only some people go, they stay."""
    return Effects(moves=counted(of_unit(old, viewer))) if people is None else Effects()


def tasks(unit: Unit, *, seen_by: Viewer) -> list[OfficeTask]:
    """Return the tasks that the unit has not answered yet."""
    return list(_planned(unit).order_by("pk"))


def findings(unit: Unit, *, seen_by: Viewer) -> list[IndicatorFinding]:
    """Return the findings for which the unit still shows evidence."""
    return list(_unanswered(unit).order_by("pk"))


def leads(unit: Unit, *, seen_by: Viewer) -> list[IndicatorLead]:
    """Return the indicators that the unit leads, or that belong to it as a 专班."""
    return list(_led(unit).order_by("pk"))


def _planned(unit: Unit) -> QuerySet[OfficeTask]:
    return OfficeTask.objects.filter(unit=unit, state=TaskState.PLANNED)


def _unanswered(unit: Unit) -> QuerySet[IndicatorFinding]:
    return IndicatorFinding.objects.filter(unit=unit, state=FindingState.OPEN)


def _led(unit: Unit) -> QuerySet[IndicatorLead]:
    mine = Q(unit=unit) | Q(task_force=unit)
    return IndicatorLead.objects.filter(mine, until_on__isnull=True)
