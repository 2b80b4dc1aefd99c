"""A unit asks for more time, for parking, for handing up; it changes or takes back what waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.deadlines.rules.limits import LimitUnit
from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Application, Ticket, TicketEvent
from cases.tickets.rules.applications.applications import WAYS, ApplicationState
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import State
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.applications.applications import take_back_application
from cases.tickets.services.applications.extension_notices import tell_extension
from tests import cast
from tests.cases.drafted import (
    ASK,
    EXTENSION,
    HAND_UP,
    KINDS,
    MONDAY,
    PARKING,
    PLAN,
    TUESDAY,
    extension,
    hand_up,
    limit,
    parking,
)
from tests.factories.cases import TicketFactory
from tests.fresh import set_overseen

WEDNESDAY = date(2026, 3, 11)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_asked_waits_and_moves_nothing(in_hand, handler, kind):
    asked = ASK[kind](in_hand, handler)

    ticket = Ticket.objects.get(pk=in_hand.pk)
    assert (asked.state, asked.unit, asked.round) == ("waiting", handler.unit, 1)
    assert (ticket.state, ticket.due_on) == (State.IN_HAND, in_hand.due_on)


@pytest.mark.parametrize("kind", KINDS)
def test_asking_leaves_one_line_in_the_trail_and_one_in_the_course(in_hand, handler, kind):
    ASK[kind](in_hand, handler)

    assert AuditEntry.objects.filter(verb=f"ticket.{WAYS[kind].ask}").count() == 1
    assert TicketEvent.objects.get(action=WAYS[kind].ask).note


@pytest.mark.parametrize(
    ("kind", "person", "due_on"),
    [
        (EXTENSION, "office_head", TUESDAY),
        (PARKING, "leader", WEDNESDAY),
        (PLAN, "office_head", TUESDAY),
        (HAND_UP, "leader", WEDNESDAY),
    ],
)
def test_who_decides_is_told_and_has_a_limit(request, in_hand, handler, kind, person, due_on):
    decider = request.getfixturevalue(person)

    asked = ASK[kind](in_hand, handler)

    assert asked.due_on == due_on
    assert OutboxRow.objects.get(kind=f"{kind}_asked").to == decider.cadre


def test_of_several_leaders_the_one_who_oversees_the_unit_is_told(
    in_hand, handler, leader, dispatcher
):
    cast.person("高远", Role.LEADER, leader.unit)
    post, actor = leader.cadre.postings.get(), dispatcher.viewer(MONDAY)
    set_overseen(post, [handler.unit.pk], actor=actor)

    ASK[PARKING](in_hand, handler)

    assert OutboxRow.objects.get(kind="parking_asked").to == leader.cadre


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["assigned", "resolved", "unconfirmed", "closed"])
def test_nothing_is_asked_for_in_another_state(handler, enterprise, kind, state):
    ticket = TicketFactory(enterprise=enterprise, unit=handler.unit, **{state: True})

    with pytest.raises(WrongState):
        ASK[kind](ticket, handler)

    assert not Application.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["leader", "liaison", "supervisor"])
def test_others_ask_for_nothing(request, in_hand, kind, name):
    with pytest.raises(NotPermitted):
        ASK[kind](in_hand, request.getfixturevalue(name))


def test_the_office_may_ask_to_hand_up_and_nothing_else(in_hand, dispatcher):
    assert hand_up(in_hand, dispatcher).unit is None
    for ask in (extension, parking):
        with pytest.raises(NotPermitted):
            ask(in_hand, dispatcher)


def test_an_extension_is_asked_for_a_working_day_before_the_limit(in_hand, handler):
    assert extension(in_hand, handler, on=TUESDAY).days == 5


@pytest.mark.parametrize("on", [WEDNESDAY, WEDNESDAY + timedelta(days=1)])
def test_on_the_last_day_it_is_too_late(in_hand, handler, on):
    with pytest.raises(WrongState, match="现在已晚"):
        extension(in_hand, handler, on=on)


def test_a_weekend_is_no_working_day_before_the_limit(enterprise, handler):
    ticket = TicketFactory(
        in_hand=True, enterprise=enterprise, unit=handler.unit, due_on=date(2026, 3, 16)
    )

    assert extension(ticket, handler, on=date(2026, 3, 13))
    with pytest.raises(WrongState, match="现在已晚"):
        extension(ticket, handler, on=date(2026, 3, 16))


@pytest.mark.parametrize(
    ("handling_class", "most"), [(HandlingClass.GENERAL, 7), (HandlingClass.HARD, 15)]
)
def test_how_long_depends_on_the_handling_class(enterprise, handler, handling_class, most):
    ticket = TicketFactory(
        in_hand=True, enterprise=enterprise, unit=handler.unit, handling_class=handling_class
    )
    with pytest.raises(Invalid, match="每次最长延期"):
        extension(ticket, handler, days=most + 1)

    assert extension(ticket, handler, days=most).days == most


def test_no_extension_goes_beyond_the_longest_term(enterprise, handler):
    ticket = TicketFactory(
        in_hand=True,
        enterprise=enterprise,
        unit=handler.unit,
        handling_class=HandlingClass.ARREARS,
        filed_on=date(2026, 3, 2),
        due_on=date(2026, 5, 28),
    )

    with pytest.raises(Invalid, match="最长办理期限"):
        extension(ticket, handler, on=date(2026, 5, 20), days=4)
    assert extension(ticket, handler, on=date(2026, 5, 20), days=1)


def test_a_ticket_is_extended_as_often_as_the_limit_says(in_hand, handler, office_head):
    asked = extension(in_hand, handler)
    head = office_head.viewer(MONDAY)
    grant_application(in_hand, EXTENSION, actor=head, digest=asked.digest)
    tell_extension(in_hand, actor=head, means="call", note="告知刘总，同意。")

    with pytest.raises(WrongState, match="已延期 1 次"):
        extension(in_hand, handler)
    limit("extension_times", 2, LimitUnit.TIMES, in_hand.county)
    assert extension(in_hand, handler)


@pytest.mark.parametrize("days", [0, -1])
def test_an_extension_has_a_length(in_hand, handler, days):
    with pytest.raises(Invalid, match="几个工作日"):
        extension(in_hand, handler, days=days)


@pytest.mark.parametrize(
    "until_on", [MONDAY, MONDAY - timedelta(days=1), MONDAY + timedelta(days=91)]
)
def test_a_parking_is_reviewed_within_ninety_days(in_hand, handler, until_on):
    with pytest.raises(Invalid, match="复查日期"):
        parking(in_hand, handler, until_on=until_on)


def test_the_ninetieth_day_is_within(in_hand, handler):
    assert parking(in_hand, handler, until_on=MONDAY + timedelta(days=90))


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (EXTENSION, "reason"),
        (PARKING, "reason"),
        (PARKING, "ground"),
        (PLAN, "reason"),
        (PLAN, "owner"),
        (HAND_UP, "reason"),
        (HAND_UP, "tried"),
        (HAND_UP, "proposal"),
        (HAND_UP, "level"),
    ],
)
def test_what_is_asked_says_why(in_hand, handler, kind, field):
    with pytest.raises(Invalid) as refusal:
        ASK[kind](in_hand, handler, **{field: " "})

    assert field in refusal.value.fields
    assert not Application.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_one_of_a_kind_waits_at_a_time(in_hand, handler, kind):
    ASK[kind](in_hand, handler)

    with pytest.raises(Conflict, match="已有一件"):
        ASK[kind](in_hand, handler)


def test_different_things_may_wait_beside_each_other(in_hand, handler):
    for ask in ASK.values():
        ask(in_hand, handler)

    assert Application.objects.filter(state=ApplicationState.WAITING).count() == 4


def test_what_is_changed_ends_and_waits_anew(in_hand, handler):
    first = extension(in_hand, handler, days=5)

    second = extension(in_hand, handler, days=3, replaces=first.digest)

    first.refresh_from_db()
    assert (first.state, second.state) == (ApplicationState.LAPSED, ApplicationState.WAITING)
    assert "已修改" in first.decision


def test_what_is_no_more_cannot_be_changed(in_hand, handler):
    first = extension(in_hand, handler)
    take_back_application(in_hand, EXTENSION, actor=handler.viewer(MONDAY))

    with pytest.raises(Conflict):
        extension(in_hand, handler, replaces=first.digest)


def test_a_unit_takes_back_what_it_asked_for(in_hand, handler):
    asked = extension(in_hand, handler)

    take_back_application(in_hand, EXTENSION, actor=handler.viewer(MONDAY), note="设备已到")

    asked.refresh_from_db()
    assert asked.state == ApplicationState.TAKEN_BACK
    assert AuditEntry.objects.filter(verb="ticket.take_back").count() == 1


def test_the_office_takes_back_only_its_own(in_hand, handler, dispatcher):
    hand_up(in_hand, handler)

    with pytest.raises(NotPermitted, match="谁申请的"):
        take_back_application(in_hand, HAND_UP, actor=dispatcher.viewer(MONDAY))


def test_a_unit_does_not_take_back_what_the_office_asked_for(in_hand, handler, dispatcher):
    hand_up(in_hand, dispatcher)

    with pytest.raises(NotPermitted, match="谁申请的"):
        take_back_application(in_hand, HAND_UP, actor=handler.viewer(MONDAY))


def test_nothing_is_taken_back_twice(in_hand, handler):
    extension(in_hand, handler)
    take_back_application(in_hand, EXTENSION, actor=handler.viewer(MONDAY))

    with pytest.raises(Conflict):
        take_back_application(in_hand, EXTENSION, actor=handler.viewer(MONDAY))
