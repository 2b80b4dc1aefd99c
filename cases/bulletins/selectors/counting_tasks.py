"""Counts the tasks of the two lists (双清单) as they stood at the end of the cut-off.

What became of a task is read from the trail, which is sealed: the row says only how it stands now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cadres.models import AuditEntry
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import task_figures
from cases.bulletins.rules.figures import Facts, Line, Table
from cases.bulletins.rules.tables import TableSpec
from cases.models import OfficeTask
from cases.office_work.rules.tasks import TaskKind, TaskState, TaskVerb
from cases.office_work.selectors import tasks

# What each action of the trail left the task in.
LEFT_IN = {
    f"task.{TaskVerb.DONE}": TaskState.DONE,
    f"task.{TaskVerb.CARRY}": TaskState.CARRIED,
    f"task.{TaskVerb.VOID}": TaskState.VOID,
    f"task.{TaskVerb.RETURN}": TaskState.PLANNED,
}


def table(spec: TableSpec, cutoff: date, read: dict[int, Facts], *, seen_by: Viewer) -> Table:
    """Return the table of one week; `read` takes down what was read of each task."""
    rows = list(_listed(spec, _end_of(cutoff), seen_by))
    states = _states([row.pk for row in rows], _end_of(cutoff))
    behind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        state = states.get(row.pk, TaskState.PLANNED)
        for name in task_figures.counted_in(state):
            behind[name].append(row.pk)
        if state is not TaskState.VOID:
            read[row.pk] = _facts(row, state)
    ids = {name: tuple(sorted(found)) for name, found in behind.items()}
    return Table(spec, (Line("", spec.title, ids),))


def _listed(spec: TableSpec, end: datetime, viewer: Viewer) -> Iterable[OfficeTask]:
    found = tasks.rows(seen_by=viewer).filter(week_on=spec.period.since, filed_at__lt=end)
    return found.order_by("-kind", "due_on", "pk")


def _states(pks: list[int], end: datetime) -> Mapping[int, TaskState]:
    """Return by task what the last action before the end left it in."""
    entries = AuditEntry.objects.filter(
        object_type=OfficeTask._meta.label_lower, object_id__in=pks, verb__in=LEFT_IN, at__lt=end
    )
    told = entries.order_by("at", "pk").values_list("object_id", "verb")
    return {pk: LEFT_IN[verb] for pk, verb in told if pk is not None}


def _facts(row: OfficeTask, state: TaskState) -> Facts:
    """The words of an answer only where it stands as it did; another one was given since."""
    has_its_answer = state == row.state and state is not TaskState.PLANNED
    return {
        "kind": TaskKind(row.kind).label,
        "text": row.text,
        "unit": str(row.unit),
        "owner": row.owner_name,
        "due_on": row.due_on.isoformat(),
        "state": state.label,
        "result": row.ended_why if has_its_answer else "",
    }


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
