"""Tasks of the double list (双清单): who plans, sees and answers them, and how each one ends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Kind, Viewer

if TYPE_CHECKING:
    from cases.models import OfficeTask

LONGEST_TEXT = text_limits.TASK
ABSENT = "没有这项任务。"
PLANNED_BY = "双清单由县助企办列入和管理。"
ANSWERED_BY = "任务由责任单位或县助企办填报完成情况。"
READ_BY = "双清单由县助企办、责任单位、督查员和县领导查看。您的工作在“待办”里。"


class TaskKind(TextChoices):
    SET = "set", "规定动作"
    OWN = "own", "自选动作"


class TaskState(TextChoices):
    PLANNED = "planned", "计划中"
    DONE = "done", "已完成"
    CARRIED = "carried", "已结转"
    VOID = "void", "已撤销"


class TaskVerb(TextChoices):
    PLAN = "plan", "列入计划"
    DONE = "done", "填报完成"
    CARRY = "carry", "结转"
    CORRECT = "correct", "修改"
    RETURN = "return", "退回"
    VOID = "void", "撤销"
    MOVE = "move", "随单位转交"


BY_UNIT = frozenset({TaskVerb.DONE, TaskVerb.CARRY})
PRESSED = (TaskVerb.DONE, TaskVerb.CARRY, TaskVerb.CORRECT, TaskVerb.RETURN, TaskVerb.VOID)


def tasks_for(viewer: Viewer) -> Q:
    """The county's office, supervisors and leaders see all; a unit its own."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    return Q(county__in=list(viewer.county_ids)) | Q(unit__in=list(viewer.unit_ids))


def is_reader(viewer: Viewer) -> bool:
    """Whether the lists concern this person at all."""
    return bool(viewer.county_ids or viewer.unit_ids)


def may_plan(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.office_county_ids


def may_answer(viewer: Viewer, task: OfficeTask) -> bool:
    """The unit whose task it is, or the office for it."""
    own = {*viewer.clerk_unit_ids, *viewer.head_unit_ids}
    return task.unit_id in own or may_plan(viewer, task.county_id)


def check(verb: TaskVerb, task: OfficeTask, viewer: Viewer) -> None:
    """Raise where this person may not do it, or not as it stands."""
    if verb in BY_UNIT and not may_answer(viewer, task):
        raise NotPermitted(ANSWERED_BY)
    if verb not in BY_UNIT and not may_plan(viewer, task.county_id):
        raise NotPermitted(PLANNED_BY)
    state = TaskState(task.state)
    if state is not (TaskState.DONE if verb is TaskVerb.RETURN else TaskState.PLANNED):
        raise WrongState(f"这项任务{state.label}，不能{verb.label}。请刷新后再看。")


def verbs_for(task: OfficeTask, viewer: Viewer) -> tuple[TaskVerb, ...]:
    """Return what this person may press now, in the order of the buttons."""
    found = []
    for verb in PRESSED:
        try:
            check(verb, task, viewer)
        except (NotPermitted, WrongState):
            continue
        found.append(verb)
    return tuple(found)


def is_late(task: OfficeTask, today: date) -> bool:
    return task.state == TaskState.PLANNED and task.due_on < today
