"""A plan ends nothing: it is answered until it is fulfilled, given up, or missed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import ClockEvent, LadderStep, Ticket
from cases.supervision.rules import ladder_clock
from cases.supervision.rules.ladder_clock import RungClock
from cases.supervision.services.ladder_steps import standing
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.vocabulary import Answer, Outcome
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.applications.planning import miss_plans, unplan_ticket
from cases.tickets.services.closing.closing import issue_link, record_call_back
from cases.tickets.services.due_warnings import warn_steps
from cases.tickets.services.handling.results import note_progress, resolve_ticket
from cases.tickets.services.handling.withdrawal import withdraw_by_link
from tests import cast
from tests.cases.drafted import MONDAY, PLAN_DAY, TUESDAY, plan
from tests.factories.cases import MeasureFactory
from tests.factories.people import moment
from tests.fresh import approve_ticket

APRIL_9, APRIL_13 = date(2026, 4, 9), date(2026, 4, 13)
THE_DAY_AFTER = PLAN_DAY + timedelta(days=1)


@pytest.fixture
def planned(in_hand, handler, office_head) -> Ticket:
    asked = plan(in_hand, handler)
    head = office_head.viewer(MONDAY)
    return grant_application(in_hand, "plan", actor=head, digest=asked.digest)


@pytest.fixture
def other_unit_s_clerk(handler):
    return cast.person("何平", Role.UNIT_CLERK, cast.unit("县发改委"))


def fulfilled(ticket, handler, head, on):
    MeasureFactory(ticket=ticket, done=True)
    ticket = resolve_ticket(
        ticket, actor=handler.viewer(on), result="已改造增容。", finding=Finding(Outcome.SOLVED)
    )
    return approve_ticket(ticket, actor=head.viewer(on))


def told(kind):
    return set(OutboxRow.objects.filter(kind=kind).values_list("to", flat=True))


def test_a_plan_has_its_owner_and_day_and_moves_no_date(planned, in_hand):
    assert (planned.state, planned.outcome) == (State.PLANNED, "")
    assert (planned.plan_owner, planned.plan_due_on) == ("王强", PLAN_DAY)
    assert (planned.due_on, planned.unit_due_on) == (in_hand.due_on, in_hand.unit_due_on)
    assert planned.paused_at is None
    assert not ClockEvent.objects.filter(verb__in=["paused", "extended"]).exists()


def test_the_enterprise_hears_again_within_the_limit_and_each_answer_begins_it_anew(
    planned, handler
):
    assert planned.step_due_on == APRIL_9

    ticket = note_progress(planned, actor=handler.viewer(date(2026, 3, 13)), note="设计完成。")

    assert (ticket.state, ticket.step_due_on) == (State.PLANNED, APRIL_13)


def test_a_helping_unit_s_word_is_no_answer_of_the_plan(planned, other_unit_s_clerk):
    Ticket.objects.filter(pk=planned.pk).update(co_unit_ids=[other_unit_s_clerk.unit.pk])

    ticket = note_progress(
        planned, actor=other_unit_s_clerk.viewer(date(2026, 3, 13)), note="已备料。"
    )

    assert ticket.step_due_on == APRIL_9


@pytest.mark.parametrize(
    ("on", "kind"),
    [(date(2026, 4, 8), "step_soon"), (APRIL_9, "step_soon"), (date(2026, 4, 10), "step_late")],
)
def test_an_answer_that_is_due_is_warned_of(planned, handler, on, kind):
    assert warn_steps(moment(on, 10)) == 1
    assert handler.cadre.pk in told(kind)


def test_a_fulfilled_plan_goes_the_whole_road(planned, handler, head, caller):
    ticket = fulfilled(planned, handler, head, date(2026, 6, 1))
    assert (ticket.state, ticket.plan_owner, ticket.plan_due_on) == (State.UNCONFIRMED, "", None)

    ticket = record_call_back(ticket, actor=caller.viewer(date(2026, 6, 2)), answer=Answer.SOLVED)

    assert (ticket.state, ticket.outcome) == (State.CLOSED, Outcome.SOLVED)
    asked = ticket.applications.get()
    assert (asked.until_on, asked.owner) == (PLAN_DAY, "王强")
    assert asked.returned_at is not None


def test_what_is_not_solved_of_a_plan_is_worked_on_in_a_new_round(planned, handler, head, caller):
    ticket = fulfilled(planned, handler, head, date(2026, 6, 1))

    ticket = record_call_back(
        ticket, actor=caller.viewer(date(2026, 6, 2)), answer=Answer.NOT_SOLVED
    )

    assert (ticket.state, ticket.round, ticket.plan_due_on) == (State.IN_HAND, 2, None)


@pytest.mark.parametrize("who", ["handler", "dispatcher"])
def test_a_plan_is_given_up_with_a_reason(planned, request, who):
    actor = request.getfixturevalue(who).viewer(TUESDAY)
    with pytest.raises(Invalid, match="原因"):
        unplan_ticket(planned, actor=actor, reason=" ")

    ticket = unplan_ticket(planned, actor=actor, reason="资金提前到位。")

    assert (ticket.state, ticket.outcome, ticket.plan_due_on) == (State.IN_HAND, "", None)
    assert ticket.applications.get().returned_at is not None
    assert AuditEntry.objects.filter(verb="ticket.unplan").count() == 1


@pytest.mark.parametrize("who", ["head", "leader", "liaison"])
def test_others_do_not_give_it_up(planned, request, who):
    with pytest.raises(NotPermitted):
        unplan_ticket(planned, actor=request.getfixturevalue(who).viewer(TUESDAY), reason="不办了")


def test_only_what_is_planned_is_given_up(in_hand, handler):
    with pytest.raises(WrongState):
        unplan_ticket(in_hand, actor=handler.viewer(TUESDAY), reason="误操作")


def test_a_missed_plan_comes_back_by_itself_and_is_told(planned, handler, head, dispatcher):
    assert miss_plans(moment(PLAN_DAY, 9)) == 0
    assert [miss_plans(moment(THE_DAY_AFTER, hour)) for hour in (9, 10)] == [1, 0]

    ticket = Ticket.objects.get(pk=planned.pk)
    assert (ticket.state, ticket.outcome, ticket.plan_due_on) == (State.IN_HAND, "", None)
    wanted = {handler.cadre.pk, head.cadre.pk, dispatcher.cadre.pk}
    assert wanted <= told("plan_missed")
    assert AuditEntry.objects.filter(verb="ticket.miss_plan").count() == 1


def test_what_was_handed_in_by_its_day_is_not_missed(planned, handler):
    MeasureFactory(ticket=planned, done=True)
    resolve_ticket(planned, actor=handler.viewer(PLAN_DAY), result="已增容。")

    assert miss_plans(moment(THE_DAY_AFTER, 9)) == 0


def test_no_rung_asks_a_planned_matter_and_a_missed_one_has_no_days_of_its_own(planned):
    asked = [ladder_clock.asked(clock, standing(planned)) for clock in RungClock]
    assert asked == [None] * len(asked)

    miss_plans(moment(THE_DAY_AFTER, 9))
    back = standing(Ticket.objects.get(pk=planned.pk))
    assert ladder_clock.asked(RungClock.PROMISE, back).is_late(moment(THE_DAY_AFTER, 9))
    assert Action.MISS_PLAN not in ladder_clock.BEGINNINGS
    assert not LadderStep.objects.exists()


def test_the_enterprise_may_withdraw_a_planned_matter(planned, liaison):
    token = issue_link(planned, actor=liaison.viewer(TUESDAY))

    ticket = withdraw_by_link(token, at=moment(TUESDAY, 12))

    assert (ticket.state, ticket.outcome) == (State.CLOSED, Outcome.WITHDRAWN)
    assert (ticket.plan_owner, ticket.plan_due_on) == ("", None)


@pytest.mark.parametrize("until_on", [MONDAY, date(2027, 3, 10)])
def test_a_plan_lies_ahead_and_not_too_far(in_hand, handler, until_on):
    with pytest.raises(Invalid) as refused:
        plan(in_hand, handler, until_on=until_on)
    assert set(refused.value.fields) == {"until_on"}


def test_a_plan_whose_day_has_come_is_not_consented_to(in_hand, handler, office_head):
    asked = plan(in_hand, handler, until_on=TUESDAY)
    with pytest.raises(Invalid, match="已到"):
        grant_application(in_hand, "plan", actor=office_head.viewer(TUESDAY), digest=asked.digest)


def test_a_leader_consents_only_where_the_office_was_late(in_hand, handler, leader):
    asked = plan(in_hand, handler)
    with pytest.raises(NotPermitted, match="逾期没有审批"):
        grant_application(in_hand, "plan", actor=leader.viewer(MONDAY), digest=asked.digest)


def test_the_database_keeps_a_plan_to_planned_tickets(in_hand):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=in_hand.pk).update(plan_owner="王强", plan_due_on=PLAN_DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=in_hand.pk).update(state=State.PLANNED)
