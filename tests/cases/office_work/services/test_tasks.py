"""The office plans tasks by week; units say what became of theirs, once, with words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.submissions.selectors import edits
from cases.models import OfficeTask
from cases.office_work.rules.tasks import TaskState, TaskVerb
from cases.office_work.selectors import sources, tasks
from cases.office_work.selectors.sources import Origin
from cases.office_work.services.tasks import (
    carry_task,
    correct_task,
    finish_task,
    plan_tasks,
    return_task,
    void_task,
)
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.office_work import MONDAY

FRIDAY = date(2026, 3, 6)
NEXT_MONDAY = date(2026, 3, 9)
WEDNESDAY = date(2026, 3, 11)


def test_a_task_stands_in_the_plan_of_its_week_and_its_unit_hears_of_it(task, handler, leader):
    lists = tasks.of_week(handler.county.pk, MONDAY, seen_by=leader.viewer(MONDAY))

    assert [line.row for line in lists.planned] == [task]
    assert lists.last == []
    assert OutboxRow.objects.filter(kind="task_planned", to=handler.cadre).exists()
    assert AuditEntry.objects.filter(verb="task.plan").count() == 1


@pytest.mark.parametrize("who", ["handler", "head", "leader", "supervisor", "liaison", "stranger"])
def test_nobody_but_the_office_of_the_county_plans(planned, dispatcher, who, request):
    actor = request.getfixturevalue(who).viewer(MONDAY)
    with pytest.raises(NotPermitted):
        plan_tasks([planned], actor=actor, county=dispatcher.county)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"text": " "},
        {"owner_name": ""},
        {"kind": "both"},
        {"week_on": date(2026, 3, 3)},
        {"week_on": date(2026, 2, 16)},
        {"due_on": date(2026, 3, 1)},
    ],
)
def test_one_bad_task_keeps_all_out(planned, dispatcher, spoilt):
    with pytest.raises(Invalid):
        plan_tasks(
            [planned, replace(planned, **{"text": "另一项", **spoilt})],
            actor=dispatcher.viewer(MONDAY),
            county=dispatcher.county,
        )

    assert not OfficeTask.objects.exists()


def test_the_same_task_of_a_unit_is_listed_once_a_week(task, planned, dispatcher):
    with pytest.raises(Invalid, match="已有"):
        plan_tasks([planned], actor=dispatcher.viewer(MONDAY), county=dispatcher.county)


@pytest.mark.parametrize("who", ["liaison", "sysadmin", "stranger"])
def test_it_is_absent_for_whom_it_does_not_concern(task, who, request):
    viewer = request.getfixturevalue(who).viewer(MONDAY)

    assert not tasks.rows(seen_by=viewer).exists()
    with pytest.raises(Absent):
        tasks.fetch(task.pk, seen_by=viewer)


def test_a_unit_does_not_see_the_tasks_of_another(task, request, planned, dispatcher, liaison):
    other = replace(planned, unit=liaison.unit)
    plan_tasks([other], actor=dispatcher.viewer(MONDAY), county=dispatcher.county)
    handler = request.getfixturevalue("handler")

    assert list(tasks.rows(seen_by=handler.viewer(MONDAY))) == [task]


@pytest.mark.parametrize("who", ["handler", "head", "dispatcher"])
def test_the_unit_or_the_office_says_that_it_is_done(task, who, request):
    actor = request.getfixturevalue(who).viewer(FRIDAY)

    finish_task(task, actor=actor, why="3 家均已送电。", done_on=FRIDAY)

    task.refresh_from_db()
    assert (task.state, task.done_on, task.ended_by_id) == (TaskState.DONE, FRIDAY, actor.cadre_id)
    assert AuditEntry.objects.filter(verb="task.done").count() == 1
    with pytest.raises(WrongState):
        finish_task(task, actor=actor, why="又一遍", done_on=FRIDAY)


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_who_only_reads_answers_nothing(task, who, request):
    viewer = request.getfixturevalue(who).viewer(FRIDAY)

    assert tasks.page(task.pk, seen_by=viewer).verbs == ()
    with pytest.raises(NotPermitted):
        finish_task(task, actor=viewer, why="好了", done_on=FRIDAY)


def test_nothing_is_done_tomorrow_or_without_words(task, handler):
    actor = handler.viewer(FRIDAY)
    with pytest.raises(Invalid):
        finish_task(task, actor=actor, why=" ", done_on=FRIDAY)
    with pytest.raises(Invalid):
        finish_task(task, actor=actor, why="好了", done_on=NEXT_MONDAY)


def test_what_is_carried_over_keeps_its_reason_and_goes_on_next_week(task, handler, leader):
    later = carry_task(task, actor=handler.viewer(FRIDAY), why="设备未到货", due_on=WEDNESDAY)

    lists = tasks.of_week(handler.county.pk, NEXT_MONDAY, seen_by=leader.viewer(NEXT_MONDAY))
    ((last,), (planned,)) = lists.last, lists.planned
    assert (last.row.state, last.words, last.goes_to) == ("carried", "设备未到货", NEXT_MONDAY)
    assert (planned.row, planned.came_from, planned.row.due_on) == (later, MONDAY, WEDNESDAY)
    assert [one.pk for one in tasks.page(later.pk, seen_by=leader.viewer(FRIDAY)).chain] == [
        task.pk, later.pk,
    ]  # fmt: skip


def test_a_task_is_carried_over_once_and_not_into_its_own_week(task, handler):
    actor = handler.viewer(FRIDAY)
    with pytest.raises(Invalid):
        carry_task(task, actor=actor, why="设备未到货", due_on=FRIDAY)
    carry_task(task, actor=actor, why="设备未到货", due_on=WEDNESDAY)
    with pytest.raises(WrongState):
        carry_task(task, actor=actor, why="设备未到货", due_on=WEDNESDAY)
    assert OfficeTask.objects.count() == 2


def test_the_office_sends_an_answer_back_and_the_unit_hears_why(task, handler, dispatcher):
    finish_task(task, actor=handler.viewer(FRIDAY), why="好了", done_on=FRIDAY)

    row = return_task(task, actor=dispatcher.viewer(FRIDAY), why="请写明是哪 3 家")

    assert (row.state, row.ended_why, row.done_on) == (TaskState.PLANNED, "", None)
    (line,) = tasks.lines([row], seen_by=handler.viewer(FRIDAY))
    assert line.words == "退回：请写明是哪 3 家"
    assert OutboxRow.objects.filter(kind="task_returned", to=handler.cadre).exists()
    with pytest.raises(NotPermitted):
        void_task(row, actor=handler.viewer(FRIDAY), why="不做了")


def test_what_was_withdrawn_stands_in_no_list(task, dispatcher):
    void_task(task, actor=dispatcher.viewer(FRIDAY), why="重复列入")

    lists = tasks.of_week(dispatcher.county.pk, MONDAY, seen_by=dispatcher.viewer(FRIDAY))
    assert lists.planned == []
    assert OfficeTask.objects.get().ended_why == "重复列入"


def test_two_who_correct_the_same_word_see_both(task, planned, dispatcher, caller):
    viewer = dispatcher.viewer(MONDAY)
    read = edits.read(task, tasks.facts(task), seen_by=viewer)
    first, second = replace(planned, owner_name="李娟"), replace(planned, owner_name="周涛")
    correct_task(task, actor=caller.viewer(MONDAY), read=read, planned=first)

    with pytest.raises(EditedMeanwhile):
        correct_task(task, actor=viewer, read=read, planned=second)
    task.refresh_from_db()
    assert task.owner_name == "李娟"


def test_a_task_is_made_from_a_measure_and_names_the_ticket_to_whoever_sees_it(
    planned, dispatcher, handler, liaison
):
    firm = EnterpriseFactory(county=dispatcher.county)
    ticket = TicketFactory(enterprise=firm, in_hand=True, unit=handler.unit)
    measure = MeasureFactory(ticket=ticket)
    offered = sources.origins(ticket.pk, seen_by=dispatcher.viewer(MONDAY))
    assert [one.key for one in offered] == ["ticket", f"measure-{measure.pk}"]

    elsewhere = replace(planned, unit=liaison.unit, origin=Origin(ticket, measure=measure))
    viewer = dispatcher.viewer(MONDAY)
    (row,) = plan_tasks([elsewhere], actor=viewer, county=dispatcher.county).tasks

    assert (row.ticket, row.measure) == (ticket, measure)
    (line,) = tasks.lines([row], seen_by=viewer)
    assert line.ticket_number == ticket.number
    (line,) = tasks.lines([row], seen_by=liaison.viewer(MONDAY))
    assert line.ticket_number == ""


def test_only_the_office_is_offered_what_a_ticket_holds(handler, dispatcher):
    firm = EnterpriseFactory(county=dispatcher.county)
    ticket = TicketFactory(enterprise=firm, in_hand=True, unit=handler.unit)

    with pytest.raises(NotPermitted):
        sources.origins(ticket.pk, seen_by=handler.viewer(MONDAY))


def test_buttons_follow_the_state(task, handler, dispatcher):
    assert tasks.page(task.pk, seen_by=handler.viewer(MONDAY)).verbs == (
        *(TaskVerb.DONE, TaskVerb.CARRY),
    )
    finish_task(task, actor=handler.viewer(FRIDAY), why="好了", done_on=FRIDAY)
    assert tasks.page(task.pk, seen_by=dispatcher.viewer(FRIDAY)).verbs == (TaskVerb.RETURN,)
