"""Looks back: who is drawn, when they are due, who makes them, what follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.deadlines.rules.limits import Limit, LimitUnit, due_on
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, TimeLimit
from cases.models import Check, Ticket
from cases.tickets.rules.closing.rechecks import closing_days
from cases.tickets.rules.closing.side_terms import CheckKind, CheckResult
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.closing import rechecks as listed
from cases.tickets.services.closing import rechecks
from cases.tickets.services.closing.rechecks import do_check
from tests.factories.cases import CheckFactory, TicketFactory
from tests.factories.people import moment

CLOSED_ON = date(2026, 3, 10)
DUE = CLOSED_ON + timedelta(days=30)
AGAIN = CLOSED_ON + timedelta(days=90)


@pytest.fixture
def all_drawn(db):
    TimeLimit.objects.filter(key="recheck_sample").update(amount=100)


@pytest.fixture
def closed(enterprise, handler, head, dispatcher) -> Ticket:
    return TicketFactory(
        closed=True,
        enterprise=enterprise,
        unit=handler.unit,
        dispatched_by=dispatcher.cadre,
        approved_by=head.cadre,
        outcome=Outcome.SOLVED,
    )


@pytest.fixture
def check(closed) -> Check:
    return CheckFactory(ticket=closed)


def test_thirty_and_ninety_days_after_its_end_it_is_due(closed, all_drawn):
    assert rechecks.sweep(moment(DUE - timedelta(days=1))) == 0
    assert rechecks.sweep(moment(DUE)) == 1
    assert rechecks.sweep(moment(DUE)) == 0
    assert rechecks.sweep(moment(AGAIN)) == 1

    assert list(Check.objects.values_list("kind", "due_on")) == [("first", DUE), ("second", AGAIN)]


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        (1, "month", date(2026, 4, 10)),
        (10, "workday", date(2026, 3, 24)),
        (20, "calendar_day", date(2026, 3, 30)),
        # The thirty-second day is a Saturday: it rolls.
        (32, "calendar_day", date(2026, 4, 13)),
    ],
)
def test_it_is_due_when_the_limit_ends_in_its_own_unit(closed, all_drawn, amount, unit, due):
    TimeLimit.objects.filter(key="recheck_first").update(amount=amount, unit=unit)

    assert rechecks.sweep(moment(due - timedelta(days=1))) == 0
    assert rechecks.sweep(moment(due)) == 1


@given(
    amount=st.integers(1, 6),
    unit=st.sampled_from([LimitUnit.MONTH, LimitUnit.WORKDAY, LimitUnit.CALENDAR_DAY]),
    today=st.dates(date(2020, 1, 1), date(2027, 12, 31)),
)
def test_the_last_closing_day_is_the_last_whose_term_is_over(amount, unit, today):
    limit, days = Limit("recheck_first", "", amount, unit, ""), WorkCalendar()
    last = closing_days(limit, today, days).last

    assert due_on(limit, last, days).on <= today
    assert due_on(limit, last + timedelta(days=1), days).on > today


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.REDIRECTED, Outcome.PARKED])
def test_what_was_not_handled_to_its_end_is_not_looked_back_at(closed, all_drawn, outcome):
    Ticket.objects.update(outcome=outcome)
    assert rechecks.sweep(moment(DUE)) == 0


def test_what_was_missed_for_long_is_let_go(closed, all_drawn):
    assert rechecks.sweep(moment(CLOSED_ON + timedelta(days=61))) == 0


def test_an_independent_caller_finds_that_it_holds(check, caller):
    ticket = do_check(check, actor=caller.viewer(DUE), result=CheckResult.HOLDS)

    check.refresh_from_db()
    assert (check.result, check.done_by) == ("holds", caller.cadre)
    assert (ticket.state, ticket.outcome) == (State.CLOSED, Outcome.SOLVED)
    assert AuditEntry.objects.filter(verb="ticket.recheck").count() == 1


def test_nobody_was_reached_and_it_is_due_again(check, caller):
    do_check(check, actor=caller.viewer(DUE), result=CheckResult.UNREACHED)

    check.refresh_from_db()
    assert (check.done_at, check.due_on) == (None, date(2026, 4, 14))
    do_check(check, actor=caller.viewer(date(2026, 4, 14)), result=CheckResult.HOLDS)


def test_it_does_not_hold_and_a_new_round_begins(check, caller):
    ticket = do_check(check, actor=caller.viewer(DUE), result=CheckResult.FAILS, note="又跳闸了。")

    assert (ticket.state, ticket.round, ticket.approved_on) == (State.IN_HAND, 2, None)
    assert ticket.rounds.get(number=1).ended_on == CLOSED_ON
    assert AuditEntry.objects.filter(verb="ticket.reopen").count() == 1


def test_a_check_is_made_once(check, caller, office_head):
    do_check(check, actor=caller.viewer(DUE), result=CheckResult.HOLDS)
    with pytest.raises(WrongState):
        do_check(check, actor=office_head.viewer(DUE), result=CheckResult.HOLDS)


def test_what_is_handled_once_more_is_not_looked_back_at(check, caller):
    other = CheckFactory(ticket=check.ticket, kind=CheckKind.SECOND)
    do_check(check, actor=caller.viewer(DUE), result=CheckResult.FAILS, note="又跳闸了。")

    with pytest.raises(WrongState):
        do_check(other, actor=caller.viewer(DUE), result=CheckResult.HOLDS)
    assert not listed.rows(seen_by=caller.viewer(DUE)).exists()


@pytest.mark.parametrize("who", ["dispatcher", "handler", "head", "liaison", "leader"])
def test_who_had_a_hand_in_it_does_not_look_back(check, who, request):
    with pytest.raises(NotPermitted):
        do_check(check, actor=request.getfixturevalue(who).viewer(DUE), result="holds")


def test_another_county_sees_nothing_of_it(check, stranger):
    with pytest.raises(Absent):
        do_check(check, actor=stranger.viewer(DUE), result="holds")
    assert not listed.rows(seen_by=stranger.viewer(DUE)).exists()


@pytest.mark.parametrize(("result", "note"), [("", ""), ("fails", " ")])
def test_what_was_heard_is_said(check, caller, result, note):
    with pytest.raises(Invalid):
        do_check(check, actor=caller.viewer(DUE), result=result, note=note)
    check.refresh_from_db()
    assert check.result == ""
