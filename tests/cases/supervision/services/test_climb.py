"""The sweep of the ladder: each rung once a run, on working days, with everything it writes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import ClockEvent, LadderStep, Rung, Suspension, TicketEvent
from cases.supervision.rules.ladder import Addressee, StepState
from cases.supervision.services import escalation_sweep
from cases.supervision.services.addressees import Addressees
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb
from cases.tickets.rules.workflow import Action, State
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.people import moment
from tests.fresh import set_overseen

# Promised until Wednesday 11 March 2026.
DUE = date(2026, 3, 11)
BEFORE, NEXT = date(2026, 3, 9), date(2026, 3, 12)


def codes(ticket):
    return list(LadderStep.objects.filter(ticket=ticket).values_list("code", flat=True))


def switch_on(*rungs):
    Rung.objects.filter(code__in=rungs).update(is_active=True)


def test_two_working_days_before_the_end_the_clerks_are_reminded(in_hand, handler, head):
    assert escalate(moment(date(2026, 3, 6))) == 0

    assert escalate(moment(BEFORE)) == 1

    step = LadderStep.objects.get()
    assert (step.code, step.state, step.fired_on) == ("before_due", StepState.ISSUED, BEFORE)
    assert step.why == "对企业承诺 3月11日到期，还剩 2 个工作日"
    told = OutboxRow.objects.filter(kind="ladder_reminder").values_list("to_id", flat=True)
    assert list(told) == [handler.cadre.pk]


def test_the_day_after_the_end_clerks_and_head_are_urged_and_asked_to_reply(in_hand, handler, head):
    escalate(moment(date(2026, 3, 16)))

    step = LadderStep.objects.get()
    assert (step.code, step.fired_on) == ("urge", NEXT)
    assert step.why == "对企业承诺 3月11日到期，已超期 3 个工作日"
    assert step.reply_due_on == date(2026, 3, 18)
    told = OutboxRow.objects.filter(kind="ladder_step").values_list("to_id", flat=True)
    assert set(told) == {handler.cadre.pk, head.cadre.pk}
    event = TicketEvent.objects.get(action=Action.SUPERVISE)
    assert event.note == f"催办：{step.why}。"
    assert AuditEntry.objects.filter(verb="ticket.supervise").count() == 1


def test_a_second_sweep_finds_nothing_left_to_do(in_hand, handler):
    escalate(moment(NEXT))

    assert escalate(moment(NEXT, 11)) == 0
    assert escalate(moment(date(2026, 3, 13))) == 0
    assert LadderStep.objects.count() == 1


def test_of_several_leaders_a_rung_speaks_to_the_one_who_oversees_the_unit(
    in_hand, leader, dispatcher
):
    other = cast.person("高远", Role.LEADER, leader.unit)
    actor, spoken_to = dispatcher.viewer(NEXT), [Addressee.LEADER]
    before = Addressees([in_hand], actor=actor).of(in_hand, spoken_to)
    set_overseen(leader.cadre.postings.get(), [in_hand.unit_id], actor=actor)

    assert set(before) == {leader.cadre.pk, other.cadre.pk}
    assert Addressees([in_hand], actor=actor).of(in_hand, spoken_to) == [leader.cadre.pk]


def test_on_days_off_nobody_is_urged(in_hand, handler):
    assert escalate(moment(date(2026, 3, 14))) == 0


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.CLOSED])
def test_what_is_finished_is_not_urged(handler, state):
    TicketFactory(**{state: True}, enterprise__county=handler.county, unit=handler.unit)

    assert escalate(moment(date(2026, 3, 20))) == 0


def test_what_is_handed_in_is_its_head_s_to_sign_and_the_clerks_are_left_alone(resolved):
    assert escalate(moment(NEXT)) == 0


def test_while_the_unit_s_clock_stands_still_nobody_is_urged(in_hand):
    in_hand.paused_at = moment(DUE)
    in_hand.save(update_fields=["paused_at"])

    assert escalate(moment(NEXT)) == 0


def test_a_longer_term_is_reminded_of_anew(in_hand):
    escalate(moment(BEFORE))
    ClockEvent.objects.create(
        ticket=in_hand,
        kind=ClockKind.PROMISE,
        verb=ClockVerb.EXTENDED,
        at=moment(BEFORE),
        amount=5,
        measure="workday",
    )
    in_hand.due_on = date(2026, 3, 18)
    in_hand.save(update_fields=["due_on"])

    assert escalate(moment(date(2026, 3, 10))) == 0
    assert escalate(moment(date(2026, 3, 16))) == 1
    assert codes(in_hand) == ["before_due", "before_due"]


def test_a_letter_waits_for_its_approver_and_the_unit_hears_nothing_yet(
    in_hand, handler, head, dispatcher, caller
):
    switch_on("hint_letter")
    escalate(moment(NEXT))

    escalate(moment(date(2026, 3, 18)))

    step = LadderStep.objects.get(code="hint_letter")
    assert (step.state, step.issued_at) == (StepState.PROPOSED, None)
    told = OutboxRow.objects.filter(kind="ladder_proposed").values_list("to_id", flat=True)
    assert set(told) == {dispatcher.cadre.pk, caller.cadre.pk}
    assert TicketEvent.objects.filter(action=Action.SUPERVISE).count() == 1  # of the urging alone
    assert AuditEntry.objects.filter(verb="ladder.propose").count() == 1


def test_an_unanswered_letter_is_followed_by_the_next_rung(in_hand):
    Rung.objects.filter(code="letter").update(follows="urge", is_active=True)
    escalate(moment(NEXT))

    assert escalate(moment(date(2026, 3, 16))) == 0  # the reply may still come today
    assert escalate(moment(date(2026, 3, 17))) == 1
    assert codes(in_hand) == ["urge", "letter"]
    step = LadderStep.objects.get(code="letter")
    assert step.why == "上一级督办应于3月16日前回复，至今没有回复"


def test_what_was_redone_often_comes_to_the_letter_for_it(in_hand):
    switch_on("redone_letter")
    in_hand.round = 4
    in_hand.save(update_fields=["round"])

    escalate(moment(date(2026, 3, 4)))

    step = LadderStep.objects.get()
    assert (step.code, step.cycle, step.why) == ("redone_letter", 3, "已重新办理 3 次")
    assert escalate(moment(date(2026, 3, 5))) == 0


def test_when_the_last_rung_stands_unanswered_the_ladder_says_so_and_does_nothing_else(in_hand):
    Rung.objects.exclude(code="urge").delete()
    escalate(moment(NEXT))

    escalate(moment(date(2026, 3, 17)))
    escalate(moment(date(2026, 3, 18)))

    step = LadderStep.objects.get()
    assert step.exhausted_at == moment(date(2026, 3, 17))
    assert step.state == StepState.ISSUED
    notes = TicketEvent.objects.filter(action=Action.SUPERVISE).values_list("note", flat=True)
    assert list(notes)[1:] == ["催办逾期未回复，督办程序已用尽。"]


def test_while_rungs_above_are_only_switched_off_the_ladder_is_not_at_its_end(in_hand):
    escalate(moment(NEXT))

    escalate(moment(date(2026, 3, 17)))

    assert LadderStep.objects.get().exhausted_at is None


def test_a_suspended_ticket_is_left_alone_until_the_suspension_is_over(in_hand, office_head):
    Suspension.objects.create(
        ticket=in_hand,
        reason="等待省级批复",
        document="召营商〔2026〕3号",
        from_on=DUE,
        to_on=date(2026, 3, 20),
        approved_by=office_head.cadre,
        approved_at=moment(DUE),
    )

    assert escalate(moment(NEXT)) == 0
    assert escalate(moment(date(2026, 3, 23))) == 1


def test_the_nearest_region_s_rung_holds(in_hand):
    row = Rung.objects.get(code="urge")
    row.pk, row.region_id, row.amount = None, in_hand.county_id, 3
    row.save()

    assert escalate(moment(NEXT)) == 0
    assert escalate(moment(date(2026, 3, 16))) == 1


def test_a_batch_asks_as_often_for_many_tickets_as_for_few(handler, head, monkeypatch):
    def queries(tickets):
        TicketFactory.create_batch(
            tickets, in_hand=True, enterprise__county=handler.county, unit=handler.unit
        )
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert escalate(moment(NEXT)) == tickets
        return len(seen)

    few, many = queries(2), queries(40)

    assert few == many <= 40
    monkeypatch.setattr(escalation_sweep, "BATCH", 10)
    in_four_batches = queries(40)
    assert (in_four_batches - many) / 3 <= 23
