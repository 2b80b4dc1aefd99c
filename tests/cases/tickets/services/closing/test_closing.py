"""The enterprise has the last word; silence is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.viewers.rules.roles import Role
from cases.models import ConfirmationLink, Rating
from cases.tickets.rules.vocabulary import Answer, Satisfaction
from cases.tickets.rules.workflow import State
from cases.tickets.services.closing.closing import (
    confirm_by_link,
    issue_link,
    open_link,
    record_call_back,
)
from tests.factories.cases import TicketFactory
from tests.factories.people import PostingFactory, moment

TUESDAY = date(2026, 3, 10)
NOON = moment(TUESDAY, 12)


def test_the_enterprise_closes_by_its_link(unconfirmed, liaison):
    token = issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))

    ticket = confirm_by_link(token, at=NOON, answer=Answer.SOLVED)

    assert (ticket.state, ticket.closed_on, ticket.answer) == (State.CLOSED, TUESDAY, "solved")


def test_satisfaction_is_given_only_when_it_was_chosen(unconfirmed, liaison):
    token = issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))
    confirm_by_link(token, at=NOON, answer=Answer.SOLVED)

    assert Rating.objects.get().satisfaction == ""


def test_a_link_is_used_once(unconfirmed, liaison):
    token = issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))
    confirm_by_link(token, at=NOON, answer=Answer.SOLVED)

    with pytest.raises(Absent):
        confirm_by_link(token, at=NOON, answer=Answer.NOT_SOLVED)


def test_a_new_link_ends_the_old_one(unconfirmed, liaison):
    old = issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))
    issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))

    with pytest.raises(Absent):
        open_link(old, at=NOON)


def test_a_link_expires(unconfirmed, liaison):
    token = issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))

    with pytest.raises(Absent):
        open_link(token, at=NOON + timedelta(days=60))


def test_the_token_itself_is_not_kept(unconfirmed, liaison):
    token = issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))

    assert token not in str(ConfirmationLink.objects.values().get())


def test_not_solved_starts_a_new_round_and_keeps_the_promise(unconfirmed, liaison):
    token = issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))
    due_on = unconfirmed.due_on

    ticket = confirm_by_link(token, at=NOON, answer=Answer.NOT_SOLVED, comment="仍跳闸")

    assert (ticket.state, ticket.round, ticket.approved_on) == (State.IN_HAND, 2, None)
    assert ticket.due_on == due_on
    assert Rating.objects.get().round == 1


def test_an_answer_must_be_chosen(unconfirmed, liaison):
    token = issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))
    with pytest.raises(Invalid, match="是否解决"):
        confirm_by_link(token, at=NOON, answer="")


def test_an_independent_clerk_records_a_call(unconfirmed, caller):
    ticket = record_call_back(
        unconfirmed,
        actor=caller.viewer(TUESDAY),
        answer=Answer.SOLVED,
        satisfaction=Satisfaction.SATISFIED,
    )
    assert ticket.state == State.CLOSED


def test_who_dispatched_does_not_vouch_for_the_result(unconfirmed, dispatcher):
    with pytest.raises(NotPermitted, match="由您交办"):
        record_call_back(unconfirmed, actor=dispatcher.viewer(TUESDAY), answer=Answer.SOLVED)


@pytest.mark.parametrize("who", ["handler", "head"])
def test_the_handling_unit_gets_no_link(unconfirmed, who, request):
    with pytest.raises(NotPermitted):
        issue_link(unconfirmed, actor=request.getfixturevalue(who).viewer(TUESDAY))


def test_a_clerk_who_also_belongs_to_the_unit_does_not_call(unconfirmed, caller, handler):
    PostingFactory(cadre=caller.cadre, unit=handler.unit, role=Role.UNIT_CLERK)
    with pytest.raises(NotPermitted):
        record_call_back(unconfirmed, actor=caller.viewer(TUESDAY), answer=Answer.SOLVED)


def test_a_link_is_sent_while_the_unit_works_on_it(in_hand, liaison):
    assert open_link(issue_link(in_hand, actor=liaison.viewer(TUESDAY)), at=NOON)


def test_no_link_is_sent_to_what_has_ended(enterprise, liaison):
    with pytest.raises(WrongState):
        issue_link(TicketFactory(closed=True, enterprise=enterprise), actor=liaison.viewer(TUESDAY))


def test_who_signed_the_result_sends_no_link(unconfirmed, head):
    PostingFactory(cadre=head.cadre, unit=head.unit, role=Role.OFFICE_CLERK)
    with pytest.raises(NotPermitted):
        issue_link(unconfirmed, actor=head.viewer(TUESDAY))


def test_three_things_may_be_judged_apart_and_need_not_be(unconfirmed, liaison):
    token = issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))
    with pytest.raises(Invalid, match="五个满意度"):
        confirm_by_link(token, at=NOON, answer=Answer.SOLVED, speed="splendid")
    confirm_by_link(token, at=NOON, answer=Answer.SOLVED, attitude=Satisfaction.DISSATISFIED)

    rating = Rating.objects.get()
    assert (rating.attitude, rating.speed, rating.result) == ("dissatisfied", "", "")
    # Nobody's satisfaction is concluded from it.
    assert rating.satisfaction == ""
