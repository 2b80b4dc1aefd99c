"""The office gives a ticket to a unit, and the unit takes it."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import State
from cases.tickets.services.handling.dispatch import (
    accept_ticket,
    dispatch_ticket,
    recall_ticket,
)
from tests import cast

FRIDAY = date(2026, 3, 6)


def dispatch(ticket, by, unit, **more):
    return dispatch_ticket(
        ticket,
        actor=by.viewer(FRIDAY),
        unit=unit,
        handling_class=HandlingClass.SIMPLE,
        **more,
    )


def test_the_handling_class_decides_the_promised_day(filed, dispatcher, handler):
    ticket = dispatch(filed, dispatcher, handler.unit)

    assert ticket.state == State.ASSIGNED
    assert ticket.due_on == date(2026, 3, 9)


def test_the_unit_s_clerks_are_told(filed, dispatcher, handler):
    dispatch(filed, dispatcher, handler.unit)

    assert OutboxRow.objects.filter(kind="ticket_dispatched", to=handler.cadre).exists()


def test_a_unit_of_another_county_is_refused(filed, dispatcher, stranger):
    with pytest.raises(Invalid, match="不在本县"):
        dispatch(filed, dispatcher, stranger.unit)


def test_the_leading_unit_is_not_its_own_co_handler(filed, dispatcher, handler):
    with pytest.raises(Invalid):
        dispatch(filed, dispatcher, handler.unit, co_units=[handler.unit])


def test_a_unit_does_not_dispatch(assigned, handler):
    with pytest.raises(WrongState):
        dispatch(assigned, handler, handler.unit)


def test_a_liaison_does_not_dispatch(filed, liaison, handler):
    with pytest.raises(NotPermitted):
        dispatch(filed, liaison, handler.unit)


def test_acceptance_starts_the_unit_s_own_seven_working_days(assigned, handler):
    ticket = accept_ticket(assigned, actor=handler.viewer(FRIDAY))

    assert ticket.state == State.IN_HAND
    assert ticket.unit_due_on == date(2026, 3, 17)


def test_a_ticket_is_accepted_once(assigned, handler):
    accept_ticket(assigned, actor=handler.viewer(FRIDAY))

    with pytest.raises(WrongState):
        accept_ticket(assigned, actor=handler.viewer(FRIDAY))
    assert AuditEntry.objects.filter(verb="ticket.accept").count() == 1


@pytest.mark.parametrize("who", ["head", "liaison", "dispatcher", "leader"])
def test_who_sees_a_ticket_but_does_not_handle_it_cannot_accept_it(assigned, who, request):
    with pytest.raises(NotPermitted):
        accept_ticket(assigned, actor=request.getfixturevalue(who).viewer(FRIDAY))


@pytest.mark.parametrize("who", ["outsider", "officer", "sysadmin", "auditor", "stranger"])
def test_whoever_cannot_see_a_ticket_cannot_move_it(assigned, who, request):
    with pytest.raises(Absent):
        accept_ticket(assigned, actor=request.getfixturevalue(who).viewer(FRIDAY))


def test_the_office_recalls_before_acceptance(assigned, dispatcher):
    ticket = recall_ticket(assigned, actor=dispatcher.viewer(FRIDAY), reason="派错单位")

    assert (ticket.state, ticket.unit) == (State.FILED, None)


def test_the_office_does_not_recall_what_is_in_hand(in_hand, dispatcher):
    with pytest.raises(WrongState):
        recall_ticket(in_hand, actor=dispatcher.viewer(FRIDAY), reason="派错单位")


def test_a_co_handling_unit_sees_the_ticket_and_does_not_accept_it(filed, dispatcher, handler):
    helper = cast.person("何助", "unit_clerk", cast.unit("县应急管理局"))
    ticket = dispatch(filed, dispatcher, handler.unit, co_units=[helper.unit])

    with pytest.raises(NotPermitted):
        accept_ticket(ticket, actor=helper.viewer(FRIDAY))
