"""A reply names a day; where the matter is not done by then, the next rung is due (仍不落实)."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cases.models import LadderStep, Rung, TicketEvent
from cases.supervision.rules.ladder import StepState
from cases.supervision.selectors import ladder_steps, ladder_trial
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.workflow import Action
from cases.tickets.services.handling.objections import object_to_ticket
from cases.tickets.services.handling.results import resolve_ticket
from tests.factories.cases import MeasureFactory
from tests.factories.people import moment
from tests.fresh import answer_supervision, approve_ticket, send_back_ticket

# The promise to the enterprise ended on Wednesday 11 March 2026; urged on Thursday.
URGED, ANSWERED, PROMISED = date(2026, 3, 12), date(2026, 3, 13), date(2026, 3, 18)
NEXT = date(2026, 3, 19)


@pytest.fixture
def answered(in_hand, handler):
    """Urged, and answered with a promise; the rung after it follows what was not kept."""
    Rung.objects.filter(code="letter").update(
        follows="urge", is_active=True, approver="nobody", template=""
    )
    Rung.objects.exclude(code__in=["urge", "letter"]).delete()
    escalate(moment(URGED, 8))
    return answer_supervision(
        in_hand, actor=handler.viewer(ANSWERED), reply="等设备到货", promised_on=PROMISED
    )


def codes() -> list[str]:
    return list(LadderStep.objects.order_by("pk").values_list("code", flat=True))


def result_of(ticket, actor) -> None:
    MeasureFactory(ticket=ticket, done=True)
    resolve_ticket(ticket, actor=actor, result="已更换变压器")


def test_until_the_promised_day_nobody_is_urged_and_then_the_next_rung_is_due(answered):
    assert escalate(moment(PROMISED, 8)) == 0
    assert escalate(moment(NEXT, 8)) == 1

    assert codes() == ["urge", "letter"]
    step = LadderStep.objects.get(code="letter")
    assert step.why == "上一级督办回复承诺3月18日办结，逾期仍不落实"
    assert step.fired_on == NEXT


def test_the_promise_stands_in_the_course_and_on_the_page(answered, handler, office_head):
    event = TicketEvent.objects.get(action=Action.REPLY)
    assert event.note == "等设备到货（承诺3月18日前办结）"

    def line(on):
        return ladder_steps.of(answered, {}, (), seen_by=office_head.viewer(on)).steps[0]

    assert (line(PROMISED).promised_on, line(PROMISED).is_broken) == (PROMISED, False)
    assert line(NEXT).is_broken


def test_the_trial_says_the_same(answered, office_head):
    escalate(moment(NEXT, 8))

    viewer = office_head.viewer(NEXT)
    found = ladder_trial.trial(answered.county_id, URGED, NEXT, seen_by=viewer)

    (line,) = next(one for one in found if one.rung.code == "letter").lines
    assert (line.on, line.why) == (NEXT, LadderStep.objects.get(code="letter").why)


def test_what_is_done_by_then_is_left_alone(answered, handler, head):
    result_of(answered, handler.viewer(PROMISED))
    assert escalate(moment(NEXT, 8)) == 0

    approve_ticket(answered, actor=head.viewer(NEXT))

    assert escalate(moment(date(2026, 3, 20), 8)) == 0
    assert LadderStep.objects.get().lifted_at is not None


def test_a_result_that_the_head_gives_back_keeps_no_promise(answered, handler, head):
    result_of(answered, handler.viewer(PROMISED))
    send_back_ticket(answered, actor=head.viewer(PROMISED), reason="没有验收单")

    assert escalate(moment(NEXT, 8)) == 1
    assert codes() == ["urge", "letter"]


def test_whoever_gives_the_ticket_back_has_promised_nothing_any_more(answered, handler):
    answered.state = "assigned"
    answered.dispatched_on = NEXT
    answered.save(update_fields=["state", "dispatched_on"])

    object_to_ticket(answered, actor=handler.viewer(PROMISED), reason="不属于本单位")

    step = LadderStep.objects.get()
    assert (step.state, step.lifted_why) == (StepState.ANSWERED, "工单已退回异议")


@pytest.mark.parametrize("promised_on", [date(2026, 3, 12), date(2026, 3, 30)])
def test_the_day_lies_neither_before_the_reply_nor_beyond_the_limit(in_hand, handler, promised_on):
    escalate(moment(URGED, 8))

    with pytest.raises(Invalid) as refused:
        answer_supervision(
            in_hand, actor=handler.viewer(ANSWERED), reply="正在办", promised_on=promised_on
        )
    assert "promised_on" in refused.value.fields
    assert LadderStep.objects.get().state == StepState.ISSUED


def test_after_the_last_rung_a_broken_promise_exhausts_the_ladder_and_does_nothing_else(
    in_hand, handler
):
    Rung.objects.exclude(code="urge").delete()
    escalate(moment(URGED, 8))
    answer_supervision(
        in_hand, actor=handler.viewer(ANSWERED), reply="等设备到货", promised_on=PROMISED
    )

    escalate(moment(NEXT, 8))
    escalate(moment(date(2026, 3, 20), 8))

    assert LadderStep.objects.get().exhausted_at == moment(NEXT, 8)
    last = TicketEvent.objects.filter(action=Action.SUPERVISE).latest("pk")
    assert last.note == "催办回复的承诺日期已过，仍不落实，督办程序已用尽。"
