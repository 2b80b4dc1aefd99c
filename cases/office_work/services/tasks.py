"""The office plans tasks; their units, or the office for them, say what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.models import Region, Unit, UnitKind
from cadres.notifications.services import outbox
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import OfficeTask
from cases.office_work.rules import tasks as rules
from cases.office_work.rules import weeks
from cases.office_work.rules.tasks import TaskKind, TaskState, TaskVerb
from cases.office_work.selectors import tasks
from cases.office_work.selectors.sources import Origin
from cases.tickets.services import recipients


@dataclass(frozen=True, slots=True)
class Planned:
    """What a task is to be: of which week and kind, whose, by when, and where it comes from."""

    week_on: date
    kind: str
    text: str
    unit: Unit
    owner_name: str
    due_on: date
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows that were made, and of how many of them somebody of the unit is told."""

    tasks: list[OfficeTask]
    told: int


@transaction.atomic
def plan_tasks(given: Sequence[Planned], *, actor: Viewer, county: Region) -> Listed:
    """All of them stand in the list, or none; the units whose they are hear of it."""
    if not rules.may_plan(actor, county.pk):
        raise NotPermitted(rules.PLANNED_BY)
    made = [_plan(one, actor, county) for one in given]
    return Listed(made, sum(_tell("task_planned", row, actor) for row in made))


@transaction.atomic
def correct_task(row: OfficeTask, *, actor: Viewer, read: Read, planned: Planned) -> OfficeTask:
    """The office puts right what the list says, as long as nobody has answered."""
    row = _ready(row, TaskVerb.CORRECT, actor)
    given = edits.settle(
        row,
        tasks.facts(row),
        _columns(planned),
        read=read,
        actor=actor,
        verbs=(f"task.{TaskVerb.CORRECT}",),
    )
    settled = Planned(**given)
    _check(settled, actor.today, was_on=row.week_on)
    open_units.hold_open(settled.unit, county_id=row.county_id)
    is_moved = settled.unit.pk != row.unit_id
    for name, value in given.items():
        setattr(row, name, value)
    row.save(update_fields=list(given))
    audit.record(f"task.{TaskVerb.CORRECT}", row, actor=actor)
    if is_moved:
        _tell("task_planned", row, actor)
    return row


@transaction.atomic
def finish_task(row: OfficeTask, *, actor: Viewer, why: str, done_on: date) -> OfficeTask:
    """It is done: on which day, and what came of it."""
    text_limits.require(why, "why", "请写明完成情况。")
    if done_on > actor.today:
        raise Invalid("完成日期不能晚于今天。", {"done_on": "完成日期不能晚于今天。"})
    row = _ready(row, TaskVerb.DONE, actor)
    row.done_on = done_on
    return _end(row, TaskVerb.DONE, TaskState.DONE, actor, why)


@transaction.atomic
def carry_task(row: OfficeTask, *, actor: Viewer, why: str, due_on: date) -> OfficeTask:
    """Not done in its week: the reason stays there, and it goes on in a later week's plan.

    Returns the row of the later week.
    """
    text_limits.require(why, "why", "请写明没有完成、需要结转的原因。")
    row = _ready(row, TaskVerb.CARRY, actor)
    week_on = weeks.following(row.week_on, actor.today)
    if due_on < week_on:
        said = "新的完成时限不能早于结转到的那一周。"
        raise Invalid(said, {"due_on": said})
    _end(row, TaskVerb.CARRY, TaskState.CARRIED, actor, why)
    return OfficeTask.objects.create(
        county_id=row.county_id,
        week_on=week_on,
        kind=row.kind,
        text=row.text,
        unit_id=row.unit_id,
        owner_name=row.owner_name,
        due_on=due_on,
        ticket_id=row.ticket_id,
        measure_id=row.measure_id,
        application_id=row.application_id,
        decision_id=row.decision_id,
        carried_from=row,
        filed_by_id=actor.person_id,
        filed_at=actor.at,
    )


@transaction.atomic
def return_task(row: OfficeTask, *, actor: Viewer, why: str) -> OfficeTask:
    """The office does not take it for done: it is planned again, and the unit hears why."""
    text_limits.require(why, "why", "请写明退回的原因。")
    row = _ready(row, TaskVerb.RETURN, actor)
    row.state, row.returned_why = TaskState.PLANNED, why.strip()
    row.ended_why, row.done_on, row.ended_by, row.ended_at = "", None, None, None
    row.save(
        update_fields=["state", "returned_why", "ended_why", "done_on", "ended_by", "ended_at"]
    )
    audit.record(f"task.{TaskVerb.RETURN}", row, actor=actor)
    _tell("task_returned", row, actor)
    return row


@transaction.atomic
def void_task(row: OfficeTask, *, actor: Viewer, why: str) -> OfficeTask:
    """It was listed wrongly, or is not wanted any more; the row stays, with the reason."""
    text_limits.require(why, "why", "请写明撤销的原因。")
    row = _ready(row, TaskVerb.VOID, actor)
    return _end(row, TaskVerb.VOID, TaskState.VOID, actor, why)


def _plan(given: Planned, actor: Viewer, county: Region) -> OfficeTask:
    _check(given, actor.today)
    open_units.hold_open(given.unit, county_id=county.pk)
    origin = given.origin
    if origin is not None and origin.county_id != county.pk:
        raise Invalid("任务的来源不是本县的，请重新选择。")
    _refuse_double(given, county)
    row = OfficeTask.objects.create(
        county=county,
        ticket=origin.ticket if origin else None,
        measure=origin.measure if origin else None,
        application=origin.application if origin else None,
        decision=origin.decision if origin else None,
        filed_by_id=actor.person_id,
        filed_at=actor.at,
        **_columns(given),
    )
    audit.record(f"task.{TaskVerb.PLAN}", row, actor=actor)
    return row


def _refuse_double(given: Planned, county: Region) -> None:
    same = tasks.standing(
        OfficeTask.objects.filter(county=county, week_on=given.week_on, unit=given.unit)
    )
    if same.filter(text=given.text.strip()).exists():
        said = f"清单里已有{given.unit}的同一项任务，没有重复列入。"
        raise Invalid(said, {"text": said})


def _columns(given: Planned) -> dict[str, Any]:
    return {
        "week_on": given.week_on,
        "kind": given.kind,
        "text": given.text.strip(),
        "unit": given.unit,
        "owner_name": given.owner_name.strip(),
        "due_on": given.due_on,
    }


def _check(given: Planned, today: date, was_on: date | None = None) -> None:
    problems = {}
    if given.week_on != was_on and not weeks.is_plannable(given.week_on, today):
        problems["week_on"] = "只能列入上周、本周和以后的周（从周一算起）。"
    if given.kind not in TaskKind.values:
        problems["kind"] = "请选择规定动作或自选动作。"
    if not given.text.strip():
        problems["text"] = "请填写任务。"
    if not given.owner_name.strip():
        problems["owner_name"] = "请填写责任人。"
    if given.due_on < given.week_on:
        problems["due_on"] = "完成时限不能早于所在周的周一。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)


def _ready(row: OfficeTask, verb: TaskVerb, actor: Viewer) -> OfficeTask:
    """Lock it, look again, and check that the action may be done."""
    OfficeTask.objects.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk").first()
    row = tasks.fetch(row.pk, seen_by=actor)
    rules.check(verb, row, actor)
    return row


def _end(row: OfficeTask, verb: TaskVerb, state: TaskState, actor: Viewer, why: str) -> OfficeTask:
    row.state, row.ended_why = state, why.strip()
    row.ended_at, row.ended_by_id = actor.at, actor.person_id
    row.save(update_fields=["state", "ended_why", "done_on", "ended_at", "ended_by"])
    audit.record(f"task.{verb}", row, actor=actor)
    return row


def _tell(kind: str, row: OfficeTask, actor: Viewer) -> bool:
    """Tell the clerks of the unit; the office itself reads its own list."""
    if row.unit.kind == UnitKind.OFFICE:
        return False
    clerks = recipients.speak_to_units([row.unit_id], row.county_id, actor=actor)
    outbox.queue(kind, row.pk, to=clerks, actor=actor)
    return bool(clerks)
