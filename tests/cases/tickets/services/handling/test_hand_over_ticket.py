"""From one clerk's hands into another's: who may do it, and to whom."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.workflow import Action
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.handler_change import hand_over_ticket
from tests import cast

MONDAY = date(2026, 3, 9)


@pytest.fixture
def colleague(handler):
    """Another clerk of the handling unit."""
    return cast.person("李梅", Role.UNIT_CLERK, handler.unit)


@pytest.fixture
def taken(in_hand, handler) -> Ticket:
    Ticket.objects.filter(pk=in_hand.pk).update(handler=handler.cadre)
    in_hand.refresh_from_db()
    return in_hand


def give(ticket, by, to, reason="外出学习"):
    return hand_over_ticket(ticket, actor=by.viewer(MONDAY), to_id=to.cadre.pk, reason=reason)


def test_whoever_accepts_has_it_in_hand(assigned, handler):
    ticket = accept_ticket(assigned, actor=handler.viewer(MONDAY))

    assert ticket.handler_id == handler.cadre.pk


@pytest.mark.parametrize("who", ["handler", "head"])
def test_the_clerk_who_has_it_and_the_head_give_it_on(taken, who, colleague, request):
    ticket = give(taken, request.getfixturevalue(who), colleague)

    assert ticket.handler_id == colleague.cadre.pk
    assert OutboxRow.objects.filter(kind="ticket_handed_over", to=colleague.cadre).exists()


def test_it_leaves_one_line_in_the_trail_and_says_to_whom(taken, head, colleague):
    give(taken, head, colleague)

    assert AuditEntry.objects.filter(verb="ticket.hand_over").count() == 1
    event = TicketEvent.objects.get(ticket=taken, action=Action.HAND_OVER)
    assert event.note == "转交李梅：外出学习"


def test_no_clock_moves(taken, head, colleague):
    ticket = give(taken, head, colleague)

    assert (ticket.due_on, ticket.unit_due_on) == (taken.due_on, taken.unit_due_on)


def test_a_colleague_does_not_take_it_by_himself(taken, colleague):
    with pytest.raises(NotPermitted, match="经办人或本单位负责人"):
        give(taken, colleague, colleague)


def test_a_colleague_takes_what_a_leaver_had(taken, handler, colleague):
    handler.cadre.postings.update(to_on=date(2026, 3, 8))

    assert give(taken, colleague, colleague, "接手离岗同志的工单").handler_id == colleague.cadre.pk


def test_the_office_hands_on_what_a_leaver_had_and_nothing_else(
    taken, handler, dispatcher, colleague
):
    with pytest.raises(NotPermitted):
        give(taken, dispatcher, colleague)

    handler.cadre.postings.update(to_on=date(2026, 3, 8))
    assert give(taken, dispatcher, colleague).handler_id == colleague.cadre.pk


def test_it_stays_within_the_unit(taken, handler, outsider):
    with pytest.raises(Invalid, match="承办单位在岗的经办人"):
        give(taken, handler, outsider)


def test_it_is_not_given_to_whoever_has_it(taken, head, handler):
    with pytest.raises(Invalid, match="另一位"):
        give(taken, head, handler)


def test_it_needs_a_reason_and_a_failure_leaves_nothing_behind(taken, head, colleague, handler):
    with pytest.raises(Invalid, match="原因"):
        give(taken, head, colleague, " ")
    taken.refresh_from_db()
    assert taken.handler_id == handler.cadre.pk
    assert not AuditEntry.objects.filter(verb="ticket.hand_over").exists()


@pytest.mark.parametrize("who", ["liaison", "leader", "supervisor"])
def test_who_only_sees_it_does_not_hand_it_on(taken, who, colleague, request):
    with pytest.raises(NotPermitted):
        give(taken, request.getfixturevalue(who), colleague)


def test_who_does_not_see_it_does_not_hand_it_on(taken, outsider, colleague):
    with pytest.raises(Absent):
        give(taken, outsider, colleague)


def test_before_acceptance_there_is_nobody_s_hand_to_give_it_from(assigned, head, colleague):
    with pytest.raises(WrongState):
        give(assigned, head, colleague)
