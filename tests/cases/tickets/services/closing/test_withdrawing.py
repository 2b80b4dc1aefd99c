"""The enterprise takes its matter back; whether it was its own will is looked into."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, NotPermitted
from cadres.models import AuditEntry, OutboxRow, TimeLimit
from cases.models import Check, SampleDraw, Ticket
from cases.tickets.rules.closing.side_terms import CheckKind, CheckResult
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.closing import rechecks
from cases.tickets.services.closing.closing import issue_link, open_link
from cases.tickets.services.closing.rechecks import do_check
from cases.tickets.services.handling.results import note_progress
from cases.tickets.services.handling.withdrawal import withdraw_by_link, withdraw_ticket
from tests.factories.cases import TicketFactory
from tests.factories.people import moment

THURSDAY = date(2026, 3, 5)
FRIDAY = date(2026, 3, 6)
NEXT_WEEK = date(2026, 3, 12)


@pytest.fixture
def nobody_drawn(db):
    """No share is set: only what follows the unit's contact is checked."""
    TimeLimit.objects.filter(key="withdrawal_sample").delete()


def withdrawn(ticket: Ticket, liaison, on: date = THURSDAY) -> Ticket:
    return withdraw_by_link(issue_link(ticket, actor=liaison.viewer(on)), at=moment(on, 15))


@pytest.mark.parametrize("state", ["filed", "assigned", "in_hand", "resolved", "unconfirmed"])
def test_it_is_closed_that_day_whatever_the_state(state, request, liaison):
    ticket = withdrawn(request.getfixturevalue(state), liaison, NEXT_WEEK)

    assert (ticket.state, ticket.closed_on) == (State.CLOSED, NEXT_WEEK)
    assert ticket.outcome == Outcome.WITHDRAWN
    assert ticket.approved_on is not None


def test_what_a_head_had_signed_keeps_its_day(unconfirmed, liaison):
    assert withdrawn(unconfirmed, liaison, NEXT_WEEK).approved_on == unconfirmed.approved_on


def test_afterwards_the_link_is_nothing(in_hand, liaison):
    token = issue_link(in_hand, actor=liaison.viewer(THURSDAY))
    withdraw_by_link(token, at=moment(THURSDAY, 15))

    with pytest.raises(Absent):
        open_link(token, at=moment(THURSDAY, 16))


@pytest.mark.parametrize("who", ["handler", "head", "liaison", "dispatcher", "office_head"])
def test_nobody_else_withdraws_for_the_enterprise(in_hand, who, request):
    with pytest.raises(NotPermitted):
        withdraw_ticket(in_hand, actor=request.getfixturevalue(who).viewer(THURSDAY))


def test_unit_office_and_filer_are_told_and_the_trail_has_one_line(
    in_hand, liaison, handler, caller
):
    withdrawn(in_hand, liaison)

    told = OutboxRow.objects.filter(kind="ticket_withdrawn").values_list("to_id", flat=True)
    assert {handler.cadre.pk, caller.cadre.pk, in_hand.filed_by_id} <= set(told)
    assert AuditEntry.objects.filter(verb="ticket.withdraw").count() == 1


def test_a_share_of_all_withdrawals_is_drawn_afterwards(in_hand, liaison):
    TimeLimit.objects.filter(key="withdrawal_sample").update(amount=100)
    withdrawn(in_hand, liaison, NEXT_WEEK)
    assert not Check.objects.exists()

    assert rechecks.sweep(moment(NEXT_WEEK, 23)) == 1

    check = Check.objects.get()
    assert (check.kind, check.due_on) == (CheckKind.WITHDRAWAL, date(2026, 3, 17))
    assert rechecks.sweep(moment(date(2026, 3, 13))) == 0


def test_what_is_checked_anyway_is_in_no_draw(in_hand, liaison, handler):
    note_progress(in_hand, actor=handler.viewer(THURSDAY), note="已电话联系企业。")
    withdrawn(in_hand, liaison, THURSDAY)
    rechecks.sweep(moment(FRIDAY))

    assert Check.objects.get().draw is None
    assert not SampleDraw.objects.exists()


def test_soon_after_the_unit_s_contact_every_withdrawal_is_checked(
    in_hand, liaison, handler, nobody_drawn
):
    note_progress(in_hand, actor=handler.viewer(THURSDAY), note="已电话联系企业。")
    withdrawn(in_hand, liaison, FRIDAY)

    check = Check.objects.get()
    assert (check.kind, check.due_on) == (CheckKind.WITHDRAWAL, date(2026, 3, 11))


def test_long_after_it_only_the_sample_decides(in_hand, liaison, handler, nobody_drawn):
    note_progress(in_hand, actor=handler.viewer(THURSDAY), note="已电话联系企业。")
    withdrawn(in_hand, liaison, NEXT_WEEK)

    assert not Check.objects.exists()


def test_against_its_will_it_is_handled_once_more(in_hand, liaison, handler, caller):
    note_progress(in_hand, actor=handler.viewer(THURSDAY), note="已电话联系企业。")
    withdrawn(in_hand, liaison, THURSDAY)

    ticket = do_check(
        Check.objects.get(),
        actor=caller.viewer(FRIDAY),
        result=CheckResult.FAILS,
        note="经办人让我们先撤。",
    )

    assert (ticket.state, ticket.round, ticket.outcome) == (State.IN_HAND, 2, "")
    assert ticket.rounds.get(number=1).outcome == Outcome.WITHDRAWN


def test_what_no_unit_had_taken_goes_back_to_the_office(assigned, liaison, caller):
    withdrawn(assigned, liaison, THURSDAY)
    check, _ = Check.objects.get_or_create(
        ticket=assigned,
        kind=CheckKind.WITHDRAWAL,
        round=1,
        defaults={
            "county": assigned.county, "due_on": FRIDAY, "made_at": moment(THURSDAY),
        },
    )  # fmt: skip

    ticket = do_check(check, actor=caller.viewer(FRIDAY), result=CheckResult.FAILS, note="没有撤。")

    assert (ticket.state, ticket.unit, ticket.round) == (State.FILED, None, 2)
    assert ticket.events.filter(action=Action.REVIVE).exists()


def test_a_failure_leaves_nothing(liaison, enterprise):
    ticket = TicketFactory(closed=True, enterprise=enterprise)
    with pytest.raises(Absent):
        withdraw_by_link("unknown", at=moment(THURSDAY))
    assert Ticket.objects.get(pk=ticket.pk).outcome == ""
