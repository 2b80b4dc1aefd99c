"""The board shows what falls due and in whose hands; calls and decisions are kept with words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry
from cases.models import BoardDecision
from cases.office_work.rules.tasks import TaskState
from cases.office_work.selectors import board, decisions, sources
from cases.office_work.services.board import (
    Decided,
    record_call,
    record_decision,
    void_decision,
)
from cases.office_work.services.tasks import carry_task, finish_task, plan_tasks, void_task
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

FRIDAY = date(2026, 3, 6)
NEXT_MONDAY = date(2026, 3, 9)
DECIDED = Decided(FRIDAY, "日调度会", "县供电公司下周三前完成增容")


@pytest.fixture
def due(dispatcher, handler):
    """A ticket in hand whose promise ends on this day, and the unit's own time on that."""

    def make(promise: date, own: date):
        firm = EnterpriseFactory(county=dispatcher.county)
        days = {"due_on": promise, "promised_on": promise, "unit_due_on": own}
        return TicketFactory(enterprise=firm, in_hand=True, unit=handler.unit, **days)

    return make


@pytest.fixture
def decision(dispatcher) -> BoardDecision:
    return record_decision(DECIDED, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)


def shown(viewer) -> list[list[int]]:
    found = board.of_today(seen_by=viewer)
    return [[one.line.pk for one in day.tickets] for day in found.days]


def test_today_and_the_next_working_day_by_either_clock(due, leader):
    far = date(2026, 4, 30)
    promised, own, monday = due(FRIDAY, far), due(far, FRIDAY), due(NEXT_MONDAY, far)
    late, later = due(date(2026, 3, 5), far), due(date(2026, 3, 10), far)

    today, following = shown(leader.viewer(FRIDAY))

    assert sorted(today) == [promised.pk, own.pk]
    assert following == [monday.pk]
    assert late.pk != later.pk
    assert board.of_today(seen_by=leader.viewer(FRIDAY)).overdue_total == 1


def test_it_says_whom_a_ticket_waits_for(due, leader, handler):
    due(FRIDAY, FRIDAY)

    (one,) = board.of_today(seen_by=leader.viewer(FRIDAY)).days[0].tickets

    assert one.line.waits == handler.unit.name


def test_tasks_of_the_double_list_fall_due_beside_the_tickets(task, leader):
    today = board.of_today(seen_by=leader.viewer(FRIDAY)).days[0]

    assert [one.line.row for one in today.tasks] == [task]


@pytest.mark.parametrize("who", ["handler", "head", "liaison", "sysadmin"])
def test_the_board_is_for_whoever_sees_the_county_whole(who, request):
    with pytest.raises(NotPermitted):
        board.of_today(seen_by=request.getfixturevalue(who).viewer(FRIDAY))


def test_another_county_sees_nothing_of_it(due, task, decision, stranger):
    due(FRIDAY, FRIDAY)

    found = board.of_today(seen_by=stranger.viewer(FRIDAY))

    assert [(day.tickets, day.tasks, day.total) for day in found.days] == [([], [], 0)] * 2
    assert found.decisions == []
    with pytest.raises(Absent):
        decisions.fetch(decision.pk, seen_by=stranger.viewer(FRIDAY))


def test_a_call_stands_beside_its_ticket_for_the_day(due, dispatcher, leader):
    ticket = due(NEXT_MONDAY, NEXT_MONDAY)
    record_call(ticket, actor=dispatcher.viewer(FRIDAY), text="李娟：周一上午送电。")

    (one,) = board.of_today(seen_by=leader.viewer(FRIDAY, hour=15)).days[1].tickets
    (later,) = board.of_today(seen_by=leader.viewer(NEXT_MONDAY)).days[0].tickets

    assert [call.text for call in one.calls] == ["李娟：周一上午送电。"]
    assert later.calls == []
    assert AuditEntry.objects.filter(verb="board.call").count() == 1


@pytest.mark.parametrize("who", ["leader", "supervisor", "handler"])
def test_only_the_office_writes_calls_and_decisions_down(due, who, request, dispatcher):
    ticket, actor = due(FRIDAY, FRIDAY), request.getfixturevalue(who).viewer(FRIDAY)

    with pytest.raises(NotPermitted):
        record_call(ticket, actor=actor, text="已联系")
    with pytest.raises(NotPermitted):
        record_decision(DECIDED, actor=actor, county=dispatcher.county)


@pytest.mark.parametrize(
    "spoilt", [{"text": " "}, {"meeting": ""}, {"decided_on": date(2026, 3, 7)}]
)
def test_a_decision_has_its_words_and_its_day(dispatcher, spoilt):
    given = replace(DECIDED, **spoilt)
    with pytest.raises(Invalid):
        record_decision(given, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)


def test_a_decision_is_done_when_its_tasks_are(decision, planned, dispatcher, leader):
    actor = dispatcher.viewer(FRIDAY)
    (origin,) = sources.of_decision(decision.pk, seen_by=actor)
    listed = plan_tasks([replace(planned, origin=origin)], actor=actor, county=dispatcher.county)

    later = carry_task(listed.tasks[0], actor=actor, why="设备未到", due_on=NEXT_MONDAY)
    (line,) = decisions.lines([decision], seen_by=leader.viewer(FRIDAY))
    assert [one.row for one in line.tasks] == [later]
    assert not line.is_done

    finish_task(later, actor=dispatcher.viewer(NEXT_MONDAY), why="已送电", done_on=NEXT_MONDAY)
    viewer = leader.viewer(NEXT_MONDAY)
    (line,) = decisions.lines([decision], seen_by=viewer)
    assert line.is_done
    assert not decisions.unfinished(seen_by=viewer).exists()


def test_what_nobody_began_stays_on_the_board(decision, leader):
    assert list(decisions.unfinished(seen_by=leader.viewer(NEXT_MONDAY))) == [decision]


def test_a_decision_with_a_task_is_not_withdrawn(decision, planned, dispatcher):
    actor = dispatcher.viewer(FRIDAY)
    (origin,) = sources.of_decision(decision.pk, seen_by=actor)
    listed = plan_tasks([replace(planned, origin=origin)], actor=actor, county=dispatcher.county)
    with pytest.raises(WrongState):
        void_decision(decision, actor=actor, why="记错了")

    void_task(listed.tasks[0], actor=actor, why="记错了")
    void_decision(decision, actor=actor, why="记错了")

    assert not decisions.rows(seen_by=actor).exists()
    assert listed.tasks[0].state != TaskState.DONE
