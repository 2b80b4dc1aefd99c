"""Somebody above asks the unit to hurry: once a day each, and no clock moves."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Conflict, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.models import ClockEvent, TicketEvent
from cases.supervision.services.urging import remind_ticket
from cases.tickets.rules.workflow import Action

FRIDAY = date(2026, 3, 6)
MONDAY = date(2026, 3, 9)


def remind(ticket, by, on=FRIDAY, **more):
    return remind_ticket(ticket, actor=by.viewer(on), **more)


@pytest.mark.parametrize("who", ["dispatcher", "supervisor", "leader"])
def test_office_supervisor_and_leader_remind(in_hand, who, request):
    remind(in_hand, request.getfixturevalue(who), text="企业月底投产")

    told = TicketEvent.objects.get(ticket=in_hand, action=Action.REMIND)
    assert told.note == "企业月底投产"
    assert AuditEntry.objects.filter(verb="ticket.remind").count() == 1


def test_the_unit_s_clerks_and_heads_are_told(in_hand, dispatcher, handler, head):
    remind(in_hand, dispatcher)

    told = OutboxRow.objects.filter(kind="ticket_reminded", object_id=in_hand.pk)
    assert set(told.values_list("to", flat=True)) == {handler.cadre.pk, head.cadre.pk}


def test_one_sender_reminds_once_a_day(in_hand, dispatcher):
    remind(in_hand, dispatcher)

    with pytest.raises(Conflict, match="今天已经催办过"):
        remind(in_hand, dispatcher)
    assert TicketEvent.objects.filter(action=Action.REMIND).count() == 1


def test_another_sender_and_another_day_count_apart(in_hand, dispatcher, leader, handler):
    remind(in_hand, dispatcher)
    remind(in_hand, leader)
    remind(in_hand, dispatcher, MONDAY)

    assert OutboxRow.objects.filter(kind="ticket_reminded", to=handler.cadre).count() == 3


def test_no_clock_moves(in_hand, dispatcher):
    before = (in_hand.due_on, in_hand.unit_due_on, ClockEvent.objects.count())

    ticket = remind(in_hand, dispatcher)

    assert (ticket.due_on, ticket.unit_due_on, ClockEvent.objects.count()) == before


@pytest.mark.parametrize("who", ["handler", "head", "liaison"])
def test_nobody_below_reminds(in_hand, who, request):
    with pytest.raises(NotPermitted):
        remind(in_hand, request.getfixturevalue(who))


@pytest.mark.parametrize("state", ["filed", "unconfirmed"])
def test_where_no_unit_works_on_it_nobody_is_reminded(state, request, dispatcher):
    with pytest.raises(WrongState):
        remind(request.getfixturevalue(state), dispatcher)


@pytest.mark.parametrize("who", ["outsider", "stranger"])
def test_whoever_cannot_see_it_cannot_remind(in_hand, who, request):
    with pytest.raises(Absent):
        remind(in_hand, request.getfixturevalue(who))
