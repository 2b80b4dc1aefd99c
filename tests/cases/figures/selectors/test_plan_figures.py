"""What is planned, and whom nobody reached, stand apart; a plan has its own figure (到期兑现)."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.pages.rules.rates import Rate
from cases.figures.rules.completion import Bucket, By, Period
from cases.figures.selectors import completion, plan_figures
from cases.figures.selectors.completion import Question
from cases.models import Application, TicketEvent
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState
from cases.tickets.rules.workflow import Action, State
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
PLANNED_ON, PLAN_DAY, ON = date(2026, 3, 12), date(2026, 6, 30), date(2026, 7, 10)


@pytest.fixture
def firm(db):
    return EnterpriseFactory(county=cast.county())


@pytest.fixture
def plan(firm, handler, office_head):
    """A ticket whose plan was granted; confirmed on a day, or not yet."""

    def made(closed_on=None, until_on=PLAN_DAY, outcome="solved"):
        state = {"closed": True, "closed_on": closed_on} if closed_on else {"in_hand": True}
        ticket = TicketFactory(enterprise=firm, unit=handler.unit, outcome=outcome, **state)
        TicketEvent.objects.filter(ticket=ticket).update(state=State.IN_HAND)
        Application.objects.create(
            ticket=ticket,
            county=ticket.county,
            unit=handler.unit,
            round=1,
            kind=ApplicationKind.PLAN,
            state=ApplicationState.GRANTED,
            reason="须列入年度计划。",
            owner="王强",
            until_on=until_on,
            digest="0" * 64,
            asked_by=handler.cadre,
            asked_at=moment(PLANNED_ON),
            due_on=PLANNED_ON,
            decided_by=office_head.cadre,
            decided_at=moment(PLANNED_ON),
        )
        if closed_on:
            ticket.events.create(
                action=Action.CALL_BACK,
                at=moment(closed_on),
                actor_name="赵敏",
                state=State.CLOSED,
                unit=handler.unit,
                due_on=ticket.due_on,
                approved_on=closed_on,
                outcome=outcome,
            )
        return ticket

    return made


def figures(viewer, as_of=None):
    return completion.report(Question(MARCH, By.UNIT, as_of), seen_by=viewer).total


def test_a_plan_is_kept_where_it_is_done_and_confirmed_by_its_day(plan, leader):
    kept, _late, _open, _ahead = (
        plan(PLAN_DAY),
        plan(date(2026, 7, 1)),
        plan(),
        plan(until_on=date(2026, 9, 30)),
    )
    viewer = leader.viewer(ON)
    found = figures(viewer)

    assert (found.plans_due, found.plans_kept) == (3, 1)
    assert found.fulfilment == Rate(1, 3)
    question = Question(MARCH, By.UNIT)
    behind = completion.tickets(question, seen_by=viewer, bucket=plan_figures.KEPT)
    assert list(behind) == [kept]
    due = completion.tickets(question, seen_by=viewer, bucket=plan_figures.DUE)
    assert due.count() == 3


def test_what_ended_without_being_done_keeps_no_plan(plan, leader):
    plan(PLAN_DAY, outcome="withdrawn")

    assert figures(leader.viewer(ON)).fulfilment == Rate(0, 1)


def test_on_a_past_day_only_what_was_due_then(plan, leader):
    plan(date(2026, 6, 1))
    viewer = leader.viewer(ON)

    before = figures(viewer, as_of=date(2026, 6, 29))
    then = figures(viewer, as_of=PLAN_DAY)

    assert (before.plans_due, before.fulfilment.value) == (0, None)
    assert then.fulfilment == Rate(1, 1)


@pytest.mark.parametrize(
    ("state", "bucket"),
    [("planned", "planned"), ("unreached", "unreached"), ("no_answer", "no_answer")],
)
@pytest.mark.parametrize("as_of", [None, date(2026, 6, 1)])
def test_planned_unreached_and_unanswered_are_neither_done_nor_waited_for(
    firm, handler, leader, state, bucket, as_of
):
    given = {"planned": {"in_hand": True, "plan_owner": "王强", "plan_due_on": PLAN_DAY}}
    extra = given.get(state, {"unconfirmed": True})
    TicketFactory(enterprise=firm, unit=handler.unit, state=state, **extra)
    found = figures(leader.viewer(ON), as_of)

    assert getattr(found, bucket) == found.apart == found.received == 1
    assert (found.closed, found.overdue, found.unconfirmed) == (0, 0, 0)
    assert found.timely.value is None
    assert Bucket(bucket) in completion.completion.APART
