"""One action on many tickets: each by itself, each with its result."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cadres.models import AuditEntry
from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from cases.supervision.services.urging import remind_all
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.takeovers import leavers_tickets
from cases.tickets.services.bulk import (
    accept_all,
    dispatch_all,
    hand_over_all,
    reassign_all,
)
from cases.topics.services.topics import join_all
from tests import cast
from tests.factories.cases import CategoryFactory, TicketFactory, TopicFactory

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def several(enterprise) -> list[Ticket]:
    return [TicketFactory(enterprise=enterprise) for _ in range(3)]


def ids(tickets) -> list[int]:
    return [ticket.pk for ticket in tickets]


def test_each_of_them_is_dispatched_with_its_own_promised_day(several, dispatcher, handler):
    results = dispatch_all(
        ids(several),
        actor=dispatcher.viewer(FRIDAY),
        unit=handler.unit,
        handling_class=HandlingClass.SIMPLE,
    )

    assert [result.is_done for result in results] == [True, True, True]
    assert "3月9日" in results[0].message
    assert Ticket.objects.filter(state=State.ASSIGNED, unit=handler.unit).count() == 3
    assert AuditEntry.objects.filter(verb="ticket.dispatch").count() == 3


def test_without_a_class_each_takes_the_one_of_its_category(enterprise, dispatcher, handler):
    category = CategoryFactory(name="疑难事项", handling_class=HandlingClass.HARD)
    ticket = TicketFactory(enterprise=enterprise, category=category)

    dispatch_all([ticket.pk], actor=dispatcher.viewer(FRIDAY), unit=handler.unit)

    ticket.refresh_from_db()
    assert ticket.handling_class == HandlingClass.HARD


def test_one_that_cannot_be_done_stops_none_of_the_others(several, in_hand, dispatcher, handler):
    chosen = [several[0].pk, in_hand.pk, several[1].pk]

    results = dispatch_all(chosen, actor=dispatcher.viewer(FRIDAY), unit=handler.unit)

    assert [result.code for result in results] == ["", "wrong_state", ""]
    assert "办理中" in results[1].message


def test_hidden_and_missing_ones_read_the_same(several, stranger, handler):
    elsewhere = TicketFactory()

    results = remind_all([several[0].pk, 0], actor=stranger.viewer(FRIDAY))

    assert results[0].code == results[1].code == "absent"
    assert results[0].message == results[1].message
    assert results[0].number == results[1].number == ""
    assert elsewhere.pk


def test_a_unit_takes_all_of_them_in_hand_and_each_has_its_own_time(enterprise, handler, in_hand):
    chosen = [
        TicketFactory(assigned=True, enterprise=enterprise, unit=handler.unit) for _ in range(2)
    ]

    results = accept_all([*ids(chosen), in_hand.pk], actor=handler.viewer(FRIDAY))

    assert [result.code for result in results] == ["", "", "wrong_state"]
    assert "前办结" in results[0].message
    assert Ticket.objects.filter(pk__in=ids(chosen), handler=handler.cadre).count() == 2


def test_one_named_twice_is_done_once(in_hand, dispatcher):
    results = remind_all([in_hand.pk, in_hand.pk], actor=dispatcher.viewer(FRIDAY))

    assert [result.is_done for result in results] == [True]


def test_a_second_reminder_on_the_day_is_told_per_ticket(in_hand, assigned, dispatcher):
    remind_all([in_hand.pk], actor=dispatcher.viewer(FRIDAY))

    results = remind_all([in_hand.pk, assigned.pk], actor=dispatcher.viewer(FRIDAY))

    assert [result.code for result in results] == ["conflict", ""]


def test_none_and_more_than_go_at_once_are_refused_in_words(dispatcher):
    with pytest.raises(Invalid, match="请先选择"):
        remind_all([], actor=dispatcher.viewer(FRIDAY))
    with pytest.raises(Invalid, match="最多办理 200 件"):
        remind_all(list(range(1, 202)), actor=dispatcher.viewer(FRIDAY))


def test_they_are_moved_to_another_unit(in_hand, dispatcher, outsider):
    results = reassign_all(
        [in_hand.pk], actor=dispatcher.viewer(FRIDAY), unit=outsider.unit, reason="职责调整"
    )

    in_hand.refresh_from_db()
    assert results[0].is_done
    assert in_hand.unit == outsider.unit


def test_they_join_a_topic(several, dispatcher, handler):
    topic = TopicFactory(county=handler.county, unit=handler.unit)

    join_all(ids(several), actor=dispatcher.viewer(FRIDAY), topic=topic)

    assert topic.tickets.count() == 3


def test_a_leaver_s_tickets_go_to_colleagues_in_turn(enterprise, handler, head):
    helpers = [cast.person(name, Role.UNIT_CLERK, handler.unit) for name in ("孙一", "孙二")]
    held = [
        TicketFactory(in_hand=True, enterprise=enterprise, unit=handler.unit, handler=handler.cadre)
        for _ in range(4)
    ]
    viewer = head.viewer(FRIDAY)
    chosen = leavers_tickets.held_by(handler.cadre.pk, handler.unit.pk, seen_by=viewer)

    results = hand_over_all(
        chosen, actor=viewer, to=[helper.cadre.pk for helper in helpers], reason="调离"
    )

    assert chosen == ids(held)
    assert all(result.is_done for result in results)
    for helper in helpers:
        assert Ticket.objects.filter(handler=helper.cadre).count() == 2


def test_a_head_sees_all_hands_and_the_office_those_who_left(
    enterprise, handler, head, dispatcher, outsider
):
    TicketFactory(in_hand=True, enterprise=enterprise, unit=handler.unit, handler=handler.cadre)

    [holder] = leavers_tickets.holders(seen_by=head.viewer(FRIDAY))
    assert (holder.name, holder.count, holder.is_there) == ("李娟", 1, True)
    assert leavers_tickets.holders(seen_by=dispatcher.viewer(FRIDAY)) == []
    assert leavers_tickets.holders(seen_by=outsider.viewer(FRIDAY)) == []

    handler.cadre.postings.update(to_on=date(2026, 3, 5))
    [holder] = leavers_tickets.holders(seen_by=dispatcher.viewer(FRIDAY))
    assert not holder.is_there


def test_colleagues_are_named_to_the_unit_and_the_office_alone(handler, head, outsider, dispatcher):
    unit = handler.unit.pk

    assert leavers_tickets.colleagues(unit, seen_by=head.viewer(FRIDAY)) == [
        (handler.cadre.pk, "李娟")
    ]
    assert leavers_tickets.colleagues(unit, seen_by=dispatcher.viewer(FRIDAY))
    assert leavers_tickets.colleagues(unit, seen_by=outsider.viewer(FRIDAY)) == []
