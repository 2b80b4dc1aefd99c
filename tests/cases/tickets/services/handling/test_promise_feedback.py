"""When the enterprise hears next: promised with a measure, kept by telling, promised again."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry
from cadres.viewers.rules.roles import Role
from cases.models import Measure, Ticket, TicketEvent
from cases.tickets.rules.workflow import Action
from cases.tickets.services.handling.results import add_measure, finish_measure, note_progress
from tests import cast
from tests.factories.cases import MeasureFactory
from tests.fresh import promise_feedback

MONDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 13)


@pytest.fixture
def measure(in_hand) -> Measure:
    return MeasureFactory(ticket=in_hand, next_feedback_on=MONDAY)


def promise(measure, by, on=FRIDAY, reason="等设备到货"):
    return promise_feedback(measure, actor=by.viewer(MONDAY), on=on, reason=reason)


def test_a_measure_may_be_registered_with_its_next_feedback(in_hand, handler):
    measure = add_measure(
        in_hand,
        actor=handler.viewer(MONDAY),
        text="勘查",
        owner_name="王强",
        next_feedback_on=FRIDAY,
    )
    assert measure.next_feedback_on == FRIDAY


def test_the_day_is_moved_with_its_reason_and_the_old_one_on_record(measure, handler):
    assert promise(measure, handler).next_feedback_on == FRIDAY

    note = TicketEvent.objects.get(action=Action.PROMISE_FEEDBACK).note
    assert "2026-03-09 改为 2026-03-13" in note
    assert "等设备到货" in note
    assert AuditEntry.objects.filter(verb="ticket.promise_feedback").count() == 1


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 4, 10), "1 个月"), (date(2026, 3, 6), "不能早于今天")]
)
def test_it_lies_ahead_and_within_a_month(measure, handler, on, words):
    with pytest.raises(Invalid, match=words):
        promise(measure, handler, on)
    measure.refresh_from_db()
    assert measure.next_feedback_on == MONDAY


def test_the_last_day_of_the_month_is_allowed(measure, handler):
    assert promise(measure, handler, date(2026, 4, 9)).next_feedback_on == date(2026, 4, 9)


def test_a_note_keeps_what_was_promised_until_today(measure, in_hand, handler):
    note_progress(in_hand, actor=handler.viewer(MONDAY), note="设备已发货")

    measure.refresh_from_db()
    assert measure.next_feedback_on is None


def test_a_later_promise_stands(measure, in_hand, handler):
    later = MeasureFactory(ticket=in_hand, next_feedback_on=FRIDAY)
    note_progress(in_hand, actor=handler.viewer(MONDAY), note="设备已发货")

    later.refresh_from_db()
    assert later.next_feedback_on == FRIDAY


def test_with_the_note_the_next_day_is_promised(measure, in_hand, handler):
    note_progress(in_hand, actor=handler.viewer(MONDAY), note="设备已发货", next_feedback_on=FRIDAY)
    measure.refresh_from_db()
    assert measure.next_feedback_on == FRIDAY


def test_a_note_of_a_helping_unit_keeps_nobody_s_promise(measure, in_hand):
    helper = cast.person("何助", Role.UNIT_CLERK, cast.unit("县应急管理局"))
    Ticket.objects.filter(pk=in_hand.pk).update(co_unit_ids=[helper.unit.pk])
    note_progress(in_hand, actor=helper.viewer(MONDAY), note="已到现场")

    measure.refresh_from_db()
    assert measure.next_feedback_on == MONDAY


def test_a_measure_that_is_done_owes_no_feedback(measure, handler):
    finish_measure(measure, actor=handler.viewer(MONDAY), evidence="已完成")

    measure.refresh_from_db()
    assert measure.next_feedback_on is None
    with pytest.raises(Invalid, match="已经完成"):
        promise(measure, handler)


def test_it_needs_a_reason(measure, handler):
    with pytest.raises(Invalid, match="原因"):
        promise(measure, handler, reason=" ")


@pytest.mark.parametrize("who", ["head", "liaison", "dispatcher", "leader"])
def test_only_the_handling_unit_s_clerks_promise(measure, who, request):
    with pytest.raises(NotPermitted):
        promise(measure, request.getfixturevalue(who))


def test_nothing_is_promised_once_the_head_has_the_result(resolved, handler):
    with pytest.raises(WrongState):
        promise(MeasureFactory(ticket=resolved), handler)
