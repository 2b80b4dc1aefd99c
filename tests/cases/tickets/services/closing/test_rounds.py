"""Handled once more: each round has its row, the first answer stays, both rounds count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.models import Check, Round, Ticket
from cases.tickets.rules.closing.side_terms import CheckKind, CheckResult, RoundCause
from cases.tickets.rules.vocabulary import Answer, Outcome
from cases.tickets.rules.workflow import State
from cases.tickets.services.closing.closing import record_call_back
from cases.tickets.services.closing.rechecks import do_check
from cases.tickets.services.closing.rounds import redo_ticket
from cases.tickets.services.handling.results import resolve_ticket
from tests.factories.cases import CheckFactory, MeasureFactory, TicketFactory
from tests.factories.people import moment
from tests.fresh import approve_ticket

TUESDAY = date(2026, 3, 10)
THURSDAY = date(2026, 3, 12)
FRIDAY = date(2026, 3, 13)


def denied(ticket: Ticket, caller, on: date = TUESDAY) -> Ticket:
    return record_call_back(ticket, actor=caller.viewer(on), answer=Answer.NOT_SOLVED)


def done_again(ticket: Ticket, handler, head, on: date = THURSDAY) -> Ticket:
    MeasureFactory(ticket=ticket, round=ticket.round, done=True)
    ticket = resolve_ticket(ticket, actor=handler.viewer(on), result="又换了一台。")
    return approve_ticket(ticket, actor=head.viewer(on))


@pytest.fixture
def closed(enterprise, handler, head, dispatcher) -> Ticket:
    return TicketFactory(
        closed=True,
        enterprise=enterprise,
        unit=handler.unit,
        dispatched_by=dispatcher.cadre,
        approved_by=head.cadre,
        outcome=Outcome.SOLVED,
        answer=Answer.SOLVED,
        result="第一次的答复。",
    )


def test_a_ticket_that_was_handled_once_has_no_rows(unconfirmed, caller):
    record_call_back(unconfirmed, actor=caller.viewer(TUESDAY), answer=Answer.SOLVED)
    assert not Round.objects.exists()


def test_the_first_round_is_kept_as_it_was(unconfirmed, caller):
    denied(unconfirmed, caller)

    first = Round.objects.get(number=1)
    assert (first.cause, first.result) == (RoundCause.FILED, unconfirmed.result)
    assert (first.approved_on, first.answer) == (unconfirmed.approved_on, Answer.NOT_SOLVED)
    assert (first.unit, first.ended_on) == (unconfirmed.unit, TUESDAY)


def test_the_new_round_has_its_cause_and_its_own_limit(unconfirmed, caller):
    ticket = denied(unconfirmed, caller)

    second = Round.objects.get(number=2)
    assert (second.cause, second.result, second.ended_on) == (RoundCause.DENIED, "", None)
    assert second.due_on == ticket.unit_due_on == date(2026, 3, 17)


def test_the_open_row_follows_the_ticket_to_its_end(unconfirmed, caller, handler, head):
    ticket = done_again(denied(unconfirmed, caller), handler, head)
    record_call_back(ticket, actor=caller.viewer(FRIDAY), answer=Answer.SOLVED)

    second = Round.objects.get(number=2)
    assert (second.result, second.approved_on) == ("又换了一台。", THURSDAY)
    assert (second.outcome, second.answer, second.ended_on) == (Outcome.SOLVED, "solved", FRIDAY)


def test_an_ended_row_is_never_changed(unconfirmed, caller, handler, head):
    ticket = done_again(denied(unconfirmed, caller), handler, head)
    before = Round.objects.values().get(number=1)
    denied(ticket, caller, FRIDAY)

    assert Round.objects.values().get(number=1) == before


def test_the_office_orders_it_for_the_unit_s_own_fault(closed, caller, handler):
    ticket = redo_ticket(closed, actor=caller.viewer(FRIDAY), reason="企业差评：仍跳闸。")

    assert (ticket.state, ticket.round, ticket.closed_on) == (State.IN_HAND, 2, None)
    assert (ticket.approved_on, ticket.answer, ticket.outcome) == (None, "", "")
    assert Round.objects.get(number=1).result == "第一次的答复。"
    assert ticket.due_on == closed.due_on
    assert OutboxRow.objects.filter(kind="ticket_redone", to=handler.cadre).exists()
    assert AuditEntry.objects.filter(verb="ticket.redo").count() == 1


@pytest.mark.parametrize("who", ["dispatcher", "handler", "head", "liaison", "leader"])
def test_it_is_ordered_by_an_independent_hand_of_the_office(closed, who, request):
    with pytest.raises(NotPermitted):
        redo_ticket(closed, actor=request.getfixturevalue(who).viewer(FRIDAY), reason="仍跳闸。")


def test_the_reason_is_said(closed, caller):
    with pytest.raises(Invalid):
        redo_ticket(closed, actor=caller.viewer(FRIDAY), reason=" ")
    assert not Round.objects.exists()


@pytest.mark.parametrize("state", ["filed", "in_hand", "unconfirmed"])
def test_only_what_was_closed_is_redone(state, request, caller):
    with pytest.raises(WrongState):
        redo_ticket(request.getfixturevalue(state), actor=caller.viewer(FRIDAY), reason="仍跳闸。")


def test_strangers_see_nothing_to_redo(closed, stranger):
    with pytest.raises(Absent):
        redo_ticket(closed, actor=stranger.viewer(FRIDAY), reason="仍跳闸。")


def test_redone_three_times_it_comes_before_the_office_head_by_itself(
    unconfirmed, caller, handler, head, office_head
):
    ticket = unconfirmed
    for _ in range(2):
        ticket = done_again(denied(ticket, caller), handler, head)
        assert ticket.raised_on is None
    ticket = denied(ticket, caller, FRIDAY)

    assert (ticket.round, ticket.raised_on) == (4, FRIDAY)
    assert ticket.raised_why == "已重新办理 3 次仍未解决。"
    assert ticket.events.filter(action="raise").count() == 1
    assert OutboxRow.objects.filter(kind="ticket_raised", to=office_head.cadre).exists()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ways=st.lists(st.sampled_from(["deny", "close", "redo", "recheck"]), max_size=6))
def test_whatever_happens_there_are_as_many_rows_as_rounds(
    enterprise, handler, head, dispatcher, caller, ways
):
    ticket = TicketFactory(
        unconfirmed=True,
        enterprise=enterprise,
        unit=handler.unit,
        dispatched_by=dispatcher.cadre,
        approved_by=head.cadre,
    )
    for way in ways:
        ticket = _go(ticket, way, handler, head, caller)

        rows = list(ticket.rounds.all())
        assert [row.number for row in rows] in ([], list(range(1, ticket.round + 1)))
        assert max(len(rows), 1) == ticket.round
        assert sum(row.ended_on is None for row in rows) <= 1


def _go(ticket: Ticket, way: str, handler, head, caller) -> Ticket:
    """Take the way where it is open; what is in hand is first done and signed again."""
    if ticket.state == State.IN_HAND:
        ticket = done_again(ticket, handler, head)
    if way == "deny" and ticket.state == State.UNCONFIRMED:
        return denied(ticket, caller)
    if ticket.state == State.UNCONFIRMED:
        ticket = record_call_back(ticket, actor=caller.viewer(FRIDAY), answer=Answer.SOLVED)
    if way == "redo":
        return redo_ticket(ticket, actor=caller.viewer(FRIDAY), reason="仍跳闸。")
    if way == "recheck":
        check = Check.objects.create(
            ticket=ticket, county=ticket.county, kind=CheckKind.FIRST, round=ticket.round,
            due_on=FRIDAY, made_at=moment(FRIDAY),
        )  # fmt: skip
        return do_check(
            check, actor=caller.viewer(FRIDAY), result=CheckResult.FAILS, note="又坏了。"
        )
    return ticket


def test_a_look_back_that_fails_counts_as_a_round(closed, caller):
    do_check(
        CheckFactory(ticket=closed),
        actor=caller.viewer(date(2026, 4, 9)),
        result=CheckResult.FAILS,
        note="又跳闸了。",
    )
    assert Round.objects.get(number=2).cause == RoundCause.RECHECK
