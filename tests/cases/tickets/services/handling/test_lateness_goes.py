"""What takes the lateness away ends what the ladder started; it asks when it is time."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.services.calendar import Closure, close_offices
from cases.letters.rules.kinds import LetterState
from cases.models import LadderStep, Letter, Ticket
from cases.supervision.rules.ladder import StepState
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.vocabulary import Answer
from cases.tickets.services.applications.application_decisions import (
    grant_application,
    refuse_application,
    unpark_ticket,
)
from cases.tickets.services.clocks import clock_recounts
from cases.tickets.services.closing.closing import record_call_back
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.enterprise_questions import ask_enterprise, resume_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket
from tests.cases.drafted import MONDAY, TUESDAY, extension, parking
from tests.cases.tickets.services.clocks.test_recount_clocks import running  # noqa: F401
from tests.factories.people import moment

# The factory's tickets are promised until Wednesday, 11 March 2026.
THURSDAY, FRIDAY = date(2026, 3, 12), date(2026, 3, 13)


def day(number: int, month: int = 3) -> date:
    return date(2026, month, number)


def codes(*days: date) -> list[str]:
    """Sweep on these mornings; return what was taken, in order."""
    before = LadderStep.objects.count()
    for on in days:
        escalate(moment(on, 8))
    return list(LadderStep.objects.order_by("pk").values_list("code", flat=True))[before:]


def last() -> LadderStep:
    return LadderStep.objects.latest("pk")


@pytest.fixture
def held(assigned, handler):
    """In hand with a clock of its own that runs since Tuesday, 3 March."""
    return accept_ticket(assigned, actor=handler.viewer(day(3)))


def test_a_newer_calendar_that_takes_the_lateness_away_ends_the_urging(running, sysadmin):  # noqa: F811
    escalate(moment(day(18), 8))
    closure = Closure(sysadmin.county.pk, MONDAY, MONDAY, "防汛", "县防汛指挥部通知")
    version = close_offices(closure, actor=sysadmin.viewer(day(18))).number

    clock_recounts.recount_ticket(running.pk, version, actor=sysadmin.viewer(day(18)))

    assert (last().code, last().state) == ("urge", StepState.LAPSED)
    assert last().lifted_why == "工单已按新日历重算时限，时限有变"
    assert Letter.objects.get().state == LetterState.VOID
    assert codes(day(18), day(19)) == ["urge"]


def test_while_an_extension_asked_in_time_waits_nobody_is_urged(held, handler, office_head):
    asked = extension(held, handler, TUESDAY)
    assert codes(THURSDAY, FRIDAY) == []

    refuse_application(
        held, asked.kind, actor=office_head.viewer(FRIDAY), digest=asked.digest, note="照原时限办"
    )

    assert codes(FRIDAY) == ["urge"]


def test_what_comes_back_from_parking_is_not_urged_on_that_day(held, handler, leader, dispatcher):
    asked = parking(held, handler, MONDAY)
    grant_application(held, asked.kind, actor=leader.viewer(MONDAY), digest=asked.digest)
    unpark_ticket(held, actor=dispatcher.viewer(day(1, 4)), reason="规划已批复")

    assert codes(day(1, 4), day(2, 4)) == []
    assert codes(day(3, 4)) == ["urge"]


def test_a_question_ends_the_urging_and_the_ladder_begins_anew_after_it(held, handler):
    assert codes(THURSDAY) == ["urge"]

    ask_enterprise(held, actor=handler.viewer(FRIDAY), question="请补充照片")
    assert last().state == StepState.LAPSED
    resume_ticket(held, actor=handler.viewer(day(16)), reason="已电话问清")

    assert codes(day(16), day(17), day(18)) == ["urge"]


def test_another_unit_has_a_day_to_itself(held, dispatcher, outsider):
    reassign_ticket(
        held, actor=dispatcher.viewer(FRIDAY), unit=outsider.unit, reason="属于该单位职责"
    )

    assert codes(FRIDAY, day(16)) == []
    assert codes(day(17)) == ["urge"]
    assert last().unit == outsider.unit


def test_in_a_later_round_the_unit_s_new_time_is_asked_and_not_the_old_promise(unconfirmed, caller):
    record_call_back(unconfirmed, actor=caller.viewer(FRIDAY), answer=Answer.NOT_SOLVED)
    due = Ticket.objects.get(pk=unconfirmed.pk).unit_due_on

    assert due == day(20)
    assert codes(day(16), day(17)) == []
    assert codes(day(18)) == ["before_due"]
    assert codes(day(23)) == ["urge"]
    assert last().why == "承办时限 3月20日到期，已超期 1 个工作日"
