"""What is told around a day on which somebody is waited for: to the right people, each once."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.models import OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Share, Ticket
from cases.tickets.services.due_warnings import remind_feedback, warn_steps
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.results import note_progress
from tests import cast
from tests.factories.cases import FILED_ON, MeasureFactory
from tests.factories.people import moment

THURSDAY, FRIDAY, SATURDAY, MONDAY, TUESDAY = (date(2026, 3, day) for day in (5, 6, 7, 9, 10))


def told(kind: str) -> set[str]:
    return set(OutboxRow.objects.filter(kind=kind).values_list("to__name", flat=True))


def test_a_promised_day_that_passed_is_told_to_the_unit_s_clerks_once(in_hand, handler, head):
    MeasureFactory(ticket=in_hand, next_feedback_on=FRIDAY)

    assert remind_feedback(moment(FRIDAY)) == 0
    assert remind_feedback(moment(MONDAY)) == 1
    assert remind_feedback(moment(MONDAY, 15)) == 0
    assert told("feedback_due") == {handler.cadre.name}


def test_a_promise_that_was_kept_is_not_told(in_hand, handler):
    MeasureFactory(ticket=in_hand, next_feedback_on=FRIDAY)
    note_progress(in_hand, actor=handler.viewer(FRIDAY), note="设备已到货")

    assert remind_feedback(moment(MONDAY)) == 0


def test_a_new_day_that_passed_is_told_anew(in_hand, handler):
    measure = MeasureFactory(ticket=in_hand, next_feedback_on=FRIDAY)
    remind_feedback(moment(MONDAY))
    measure.next_feedback_on = MONDAY
    measure.save(update_fields=["next_feedback_on"])

    assert remind_feedback(moment(TUESDAY)) == 1


def test_a_done_measure_owes_nothing(in_hand, handler):
    MeasureFactory(ticket=in_hand, next_feedback_on=FRIDAY, done=True)

    assert remind_feedback(moment(MONDAY)) == 0


@pytest.fixture
def waiting(assigned) -> Ticket:
    """To be accepted until Friday."""
    Ticket.objects.filter(pk=assigned.pk).update(step_due_on=FRIDAY)
    return assigned


@pytest.mark.parametrize(
    ("on", "kind", "people"),
    [
        (THURSDAY, "step_soon", {"李娟"}),
        (FRIDAY, "step_soon", {"李娟"}),
        (MONDAY, "step_late", {"李娟", "王强"}),
    ],
)
def test_acceptance_is_warned_of_before_on_and_after_its_day(
    waiting, handler, head, on, kind, people
):
    assert warn_steps(moment(on)) == 1
    assert warn_steps(moment(on, 15)) == 0
    assert told(kind) == people


def test_nobody_is_warned_on_a_day_off(waiting, handler):
    assert warn_steps(moment(SATURDAY)) == 0


def test_a_term_that_began_today_is_not_warned_of(waiting, handler):
    Ticket.objects.filter(pk=waiting.pk).update(dispatched_on=THURSDAY)

    assert warn_steps(moment(THURSDAY)) == 0


def test_what_was_accepted_is_not_waited_for(waiting, handler):
    accept_ticket(waiting, actor=handler.viewer(THURSDAY))

    assert warn_steps(moment(FRIDAY)) == 0


def test_the_first_feedback_is_warned_of(in_hand, handler):
    Ticket.objects.filter(pk=in_hand.pk).update(feedback_due_on=FRIDAY)

    assert warn_steps(moment(THURSDAY)) == 1
    assert told("step_soon") == {"李娟"}


def test_a_late_answer_is_told_to_who_owes_it_and_to_who_leads(in_hand, handler):
    helper = cast.person("何助", Role.UNIT_CLERK, cast.unit("县应急管理局"))
    boss = cast.person("何局", Role.UNIT_HEAD, helper.unit)
    Share.objects.create(ticket=in_hand, unit=helper.unit, asked_at=moment(FILED_ON), due_on=FRIDAY)
    Ticket.objects.filter(pk=in_hand.pk).update(co_unit_ids=[helper.unit.pk])

    assert warn_steps(moment(THURSDAY)) == 1
    assert told("step_soon") == {"何助"}
    assert warn_steps(moment(MONDAY)) == 1
    assert warn_steps(moment(MONDAY, 15)) == 0
    assert told("step_late") == {"何助", boss.cadre.name, "李娟"}
