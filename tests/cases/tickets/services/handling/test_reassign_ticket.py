"""The office moves a ticket to another unit: who has it then, and what every clock does."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.notifications.selectors import notices
from cases.models import ClockEvent, Share, TicketEvent
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors import tickets
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


def move(ticket, by, to, reason="经核实属气象局职责", **more):
    return reassign_ticket(ticket, actor=by.viewer(FRIDAY), unit=to.unit, reason=reason, **more)


def test_the_new_unit_has_to_accept_it(in_hand, dispatcher, outsider):
    ticket = move(in_hand, dispatcher, outsider)

    assert (ticket.state, ticket.unit, ticket.handler) == (State.ASSIGNED, outsider.unit, None)
    assert (ticket.accepted_on, ticket.dispatched_on, ticket.step_due_on) == (None, FRIDAY, MONDAY)


def test_the_promise_does_not_move_by_a_day(in_hand, dispatcher, outsider):
    ticket = move(in_hand, dispatcher, outsider)

    assert (ticket.due_on, ticket.promised_on) == (in_hand.due_on, in_hand.promised_on)


def test_the_old_unit_s_own_time_ends_and_the_new_one_s_begins_with_acceptance(
    assigned, handler, dispatcher, outsider
):
    accept_ticket(assigned, actor=handler.viewer(date(2026, 3, 3)))
    ticket = move(assigned, dispatcher, outsider)

    ended = ClockEvent.objects.get(ticket=ticket, verb=ClockVerb.REASSIGNED)
    assert (ended.kind, ended.unit) == (ClockKind.UNIT, handler.unit)
    assert ticket.unit_due_on is None

    ticket = accept_ticket(ticket, actor=outsider.viewer(MONDAY))
    assert ticket.unit_due_on == date(2026, 3, 18)


def test_the_old_unit_loses_sight_and_is_told_by_number_alone(
    in_hand, dispatcher, handler, outsider
):
    move(in_hand, dispatcher, outsider)

    assert not tickets.rows(seen_by=handler.viewer(MONDAY)).exists()
    assert OutboxRow.objects.filter(kind="ticket_moved_away", to=handler.cadre).exists()
    seen_by = handler.viewer(MONDAY)
    told = notices.render("ticket_moved_away", [in_hand.pk], seen_by=seen_by)[in_hand.pk]
    assert told.text == in_hand.number


def test_who_never_had_a_part_in_it_is_not_told(in_hand, dispatcher, caller, liaison, outsider):
    move(in_hand, dispatcher, outsider)

    seen_by = liaison.viewer(MONDAY)
    assert notices.render("ticket_moved_away", [in_hand.pk], seen_by=seen_by) == {}


def test_the_new_unit_is_told(in_hand, dispatcher, outsider):
    move(in_hand, dispatcher, outsider)

    assert OutboxRow.objects.filter(kind="ticket_reassigned", to=outsider.cadre).exists()


def test_the_old_unit_may_keep_a_part(in_hand, dispatcher, handler, outsider):
    ticket = move(in_hand, dispatcher, outsider, keeps_share=True)

    assert Share.objects.get(ticket=ticket).unit == handler.unit
    assert ticket.co_unit_ids == [handler.unit.pk]
    assert tickets.rows(seen_by=handler.viewer(MONDAY)).exists()


def test_it_leaves_one_line_in_the_trail_with_both_units(in_hand, dispatcher, outsider):
    move(in_hand, dispatcher, outsider)

    assert AuditEntry.objects.filter(verb="ticket.reassign").count() == 1
    assert TicketEvent.objects.get(action=Action.REASSIGN).note == (
        "由县供电公司改派县气象局：经核实属气象局职责"
    )


def test_before_acceptance_too(assigned, dispatcher, outsider):
    assert move(assigned, dispatcher, outsider).unit == outsider.unit


@pytest.mark.parametrize("who", ["handler", "head", "liaison", "leader"])
def test_only_the_office_reassigns(in_hand, who, outsider, request):
    with pytest.raises(NotPermitted):
        move(in_hand, request.getfixturevalue(who), outsider)


def test_what_the_head_has_is_not_reassigned(resolved, dispatcher, outsider):
    with pytest.raises(WrongState):
        move(resolved, dispatcher, outsider)


def test_another_county_s_office_finds_nothing(in_hand, stranger, outsider):
    with pytest.raises(Absent):
        move(in_hand, stranger, outsider)


@pytest.mark.parametrize(("reason", "words"), [(" ", "原因"), ("派错了", "另一个单位")])
def test_it_needs_a_reason_and_another_unit(in_hand, dispatcher, handler, reason, words):
    with pytest.raises(Invalid, match=words):
        move(in_hand, dispatcher, handler, reason)
    in_hand.refresh_from_db()
    assert (in_hand.state, in_hand.unit) == (State.IN_HAND, handler.unit)
    assert not AuditEntry.objects.filter(verb="ticket.reassign").exists()
