"""联系不上: tried on several days, at last by another person; whoever answers later is heard."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.deadlines.rules.limits import LimitUnit
from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow, TimeLimit
from cadres.viewers.rules.roles import Role
from cases.enterprise_side.services.scanning import Report, file_by_code, scanner
from cases.models import ContactAttempt, Rating, Ticket
from cases.tickets.rules.closing import contact_attempts
from cases.tickets.rules.closing.contact_attempts import Attempt, Wanted
from cases.tickets.rules.vocabulary import Answer
from cases.tickets.rules.workflow import State
from cases.tickets.services.closing.closing import confirm_by_link, issue_link, record_call_back
from cases.tickets.services.closing.contact_attempts import record_attempt, regain_contact
from enterprises.register.services.gate_codes import issue_code
from tests import cast
from tests.cases.drafted import limit
from tests.factories.cases import TicketFactory
from tests.factories.people import moment

TUESDAY = date(2026, 3, 10)
DAYS = [TUESDAY + timedelta(days=at) for at in range(4)]
ONE, OTHER = 1, 2


@pytest.fixture
def second(caller):
    """Another clerk of the office, who has no hand in it either."""
    return cast.person("周宁", Role.OFFICE_CLERK, caller.unit)


@pytest.fixture
def unreached(unconfirmed, caller, second) -> Ticket:
    for who, on in ((caller, DAYS[0]), (caller, DAYS[1]), (second, DAYS[2])):
        ticket = tried(unconfirmed, who, on)
    return ticket


def tried(ticket, who, on, **more):
    words = {"means": "call", "note": "座机无人接听。"} | more
    return record_attempt(ticket, actor=who.viewer(on), **words)


@pytest.mark.parametrize(
    ("attempts", "is_lost"),
    [
        ([], False),
        ([(0, ONE), (1, ONE), (2, OTHER)], True),
        # By the same person all along, or by the other one only before.
        ([(0, ONE), (1, ONE), (2, ONE)], False),
        ([(0, OTHER), (1, ONE), (2, ONE)], False),
        ([(0, OTHER), (1, ONE), (2, ONE), (3, OTHER)], True),
        # Two who take turns: the last is another person than the one before.
        ([(0, ONE), (1, OTHER), (2, ONE)], True),
        # Several on one day are one.
        ([(0, ONE), (0, OTHER), (1, ONE), (1, OTHER)], False),
        ([(0, ONE), (1, ONE), (2, ONE), (2, OTHER)], True),
    ],
)
def test_when_enough_was_tried(attempts, is_lost):
    found = [Attempt(DAYS[at], by) for at, by in attempts]
    assert contact_attempts.is_lost(found, Wanted(3, another=True)) is is_lost


def test_the_third_day_and_another_person_make_it_so(unreached, handler):
    assert unreached.state == State.UNREACHED
    assert AuditEntry.objects.filter(verb="ticket.try_contact").count() == 3
    assert AuditEntry.objects.filter(verb="ticket.lose_contact").count() == 1
    assert OutboxRow.objects.filter(kind="contact_lost", to=handler.cadre).exists()
    assert not Rating.objects.exists()


def test_an_attempt_is_a_row_and_begins_the_call_back_anew(unconfirmed, caller):
    ticket = tried(unconfirmed, caller, TUESDAY)

    assert (ticket.state, ticket.step_due_on) == (State.UNCONFIRMED, date(2026, 3, 13))
    row = ContactAttempt.objects.get()
    assert (row.made_by, row.means, row.note) == (caller.cadre, "call", "座机无人接听。")


def test_the_same_person_alone_is_not_enough(unconfirmed, caller):
    for on in DAYS:
        ticket = tried(unconfirmed, caller, on)
    assert ticket.state == State.UNCONFIRMED


def test_how_often_and_by_whom_are_limits_of_the_county(unconfirmed, caller):
    limit("contact_days", 2, LimitUnit.TIMES, unconfirmed.county)
    TimeLimit.objects.filter(key="contact_another").delete()

    assert tried(unconfirmed, caller, DAYS[0]).state == State.UNCONFIRMED
    assert tried(unconfirmed, caller, DAYS[1]).state == State.UNREACHED


@pytest.mark.parametrize("more", [{"means": "link"}, {"means": ""}, {"note": " "}])
def test_an_attempt_says_how_and_what(unconfirmed, caller, more):
    with pytest.raises(Invalid):
        tried(unconfirmed, caller, TUESDAY, **more)
    assert not ContactAttempt.objects.exists()


@pytest.mark.parametrize("who", ["handler", "head", "dispatcher", "leader"])
def test_who_had_a_hand_in_it_does_not_say_that_nobody_answers(unconfirmed, who, request):
    with pytest.raises(NotPermitted):
        tried(unconfirmed, request.getfixturevalue(who), TUESDAY)


def test_whoever_covers_the_enterprise_may_try_too(unconfirmed, caller, liaison):
    for who, on in ((caller, DAYS[0]), (caller, DAYS[1]), (liaison, DAYS[2])):
        ticket = tried(unconfirmed, who, on, means="visit")
    assert ticket.state == State.UNREACHED


@pytest.mark.parametrize("state", ["in_hand", "resolved", "closed"])
def test_it_is_said_of_results_that_wait_alone(enterprise, handler, caller, state):
    ticket = TicketFactory(enterprise=enterprise, unit=handler.unit, **{state: True})
    with pytest.raises(WrongState):
        tried(ticket, caller, TUESDAY)


@pytest.mark.parametrize(
    ("answer", "after"), [(Answer.SOLVED, State.CLOSED), (Answer.NOT_SOLVED, State.IN_HAND)]
)
def test_a_later_answer_by_link_is_heard(unreached, liaison, answer, after):
    token = issue_link(unreached, actor=liaison.viewer(DAYS[3]))
    ticket = confirm_by_link(token, at=moment(DAYS[3], 12), answer=answer)
    assert ticket.state == after


def test_a_later_answer_on_the_telephone_is_heard(unreached, caller):
    ticket = record_call_back(unreached, actor=caller.viewer(DAYS[3]), answer=Answer.SOLVED)
    assert ticket.state == State.CLOSED


def test_reached_and_not_answered_it_waits_again_and_is_counted_anew(unreached, caller, second):
    ticket = regain_contact(unreached, actor=caller.viewer(DAYS[3]), note="联系上财务刘会计。")
    assert (ticket.state, ticket.step_due_on) == (State.UNCONFIRMED, date(2026, 3, 18))

    assert tried(ticket, second, date(2026, 3, 16)).state == State.UNCONFIRMED


def test_who_files_by_the_code_at_the_gate_can_be_reached(unreached, liaison):
    token = issue_code(unreached.enterprise, actor=liaison.viewer(DAYS[3])).token

    file_by_code(
        token, Report("厂门口道路积水。", phone="13700001111"), actor=scanner(moment(DAYS[3]))
    )

    assert Ticket.objects.get(pk=unreached.pk).state == State.UNCONFIRMED
