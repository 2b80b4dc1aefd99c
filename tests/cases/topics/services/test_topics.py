"""A topic has its owner, its own term and two keys; its tickets keep their own roads."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Ticket, TicketEvent, Topic, TopicNote
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.clocks import open_terms
from cases.topics.rules.topics import TopicVerb
from cases.topics.selectors import topics
from cases.topics.services.topics import (
    join_topic,
    leave_topic,
    note_topic,
    open_topic,
    resolve_topic,
)
from tests.factories.cases import TicketFactory, TopicFactory
from tests.factories.people import DelegationFactory, PostingFactory
from tests.fresh import close_topic, return_topic

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def topic(handler) -> Topic:
    return TopicFactory(county=handler.county, unit=handler.unit)


@pytest.fixture
def resolved_topic(topic, head) -> Topic:
    return resolve_topic(topic, actor=head.viewer(FRIDAY), result="已统一增容。")


def opened(by, unit, **more) -> Topic:
    words = {"title": "园区供电", "description": "容量不足", "owner_name": "王强"}
    return open_topic(actor=by.viewer(FRIDAY), county=by.county, unit=unit, **(words | more))


def test_the_limit_of_topics_decides_its_day_and_the_basis_stands_beside_it(dispatcher, handler):
    topic = opened(dispatcher, handler.unit)

    assert topic.due_on == date(2026, 4, 20)
    assert topic.basis
    why = open_terms.why("topic", topic.pk, seen_by=dispatcher.viewer(FRIDAY))
    assert why.explanation.due.on == topic.due_on


def test_its_owner_is_told(dispatcher, handler, head):
    topic = opened(dispatcher, handler.unit)

    told = OutboxRow.objects.filter(kind="topic_opened", object_id=topic.pk)
    assert set(told.values_list("to", flat=True)) == {handler.cadre.pk, head.cadre.pk}


@pytest.mark.parametrize("who", ["handler", "head", "leader", "liaison"])
def test_nobody_but_the_office_opens_one(who, request, handler):
    with pytest.raises(NotPermitted):
        opened(request.getfixturevalue(who), handler.unit)


def test_a_unit_of_another_county_does_not_own_one(dispatcher, stranger):
    with pytest.raises(Invalid, match="不在本县"):
        opened(dispatcher, stranger.unit)


@pytest.mark.parametrize("empty", ["title", "description", "owner_name"])
def test_nothing_of_it_is_left_empty(dispatcher, handler, empty):
    with pytest.raises(Invalid):
        opened(dispatcher, handler.unit, **{empty: " "})
    assert not Topic.objects.exists()


@pytest.mark.parametrize("who", ["handler", "head", "dispatcher"])
def test_owner_and_office_say_how_far_it_is(topic, who, request):
    note_topic(topic, actor=request.getfixturevalue(who).viewer(FRIDAY), text="已完成摸底。")

    note = TopicNote.objects.get(topic=topic)
    assert (note.deed, note.text) == (TopicVerb.NOTE, "已完成摸底。")
    assert AuditEntry.objects.filter(verb="topic.note").count() == 1


def test_the_head_hands_the_result_in_and_the_office_confirms(resolved_topic, dispatcher):
    topic = close_topic(resolved_topic, actor=dispatcher.viewer(FRIDAY))

    assert topic.closed_on == FRIDAY
    assert topic.confirmed_by == dispatcher.cadre
    assert list(TopicNote.objects.values_list("deed", flat=True)) == ["resolve", "close"]


def test_a_clerk_does_not_turn_the_head_s_key(topic, handler):
    with pytest.raises(NotPermitted, match="负责人"):
        resolve_topic(topic, actor=handler.viewer(FRIDAY), result="办完了。")


def test_the_head_does_not_confirm(resolved_topic, head):
    with pytest.raises(NotPermitted):
        close_topic(resolved_topic, actor=head.viewer(FRIDAY))


def test_whoever_holds_both_posts_turns_one_key(topic, head, dispatcher):
    PostingFactory(cadre=head.cadre, unit=dispatcher.unit, role=Role.OFFICE_CLERK)
    topic = resolve_topic(topic, actor=head.viewer(FRIDAY), result="办完了。")

    with pytest.raises(NotPermitted, match="另一位"):
        close_topic(topic, actor=head.viewer(FRIDAY))


def test_whose_post_handed_it_in_does_not_confirm_it(topic, head, handler, dispatcher):
    PostingFactory(cadre=head.cadre, unit=dispatcher.unit, role=Role.OFFICE_CLERK)
    lent = head.cadre.postings.get(role=Role.UNIT_HEAD)
    DelegationFactory(posting=lent, deputy=handler.cadre, from_on=FRIDAY, to_on=FRIDAY)
    topic = resolve_topic(topic, actor=handler.viewer(FRIDAY), result="办完了。")

    assert TopicNote.objects.get(topic=topic).actor_name == "李娟 代 王强"
    with pytest.raises(NotPermitted, match="另一位"):
        close_topic(topic, actor=head.viewer(FRIDAY))


def test_the_database_knows_the_two_keys_as_well(handler, head):
    with pytest.raises(IntegrityError), transaction.atomic():
        TopicFactory(
            county=handler.county,
            unit=handler.unit,
            result="办完了。",
            resolved_by=head.cadre,
            resolved_on=FRIDAY,
            confirmed_by=head.cadre,
            closed_on=FRIDAY,
        )


def test_what_is_not_handed_in_is_not_confirmed(topic, dispatcher):
    with pytest.raises(WrongState):
        close_topic(topic, actor=dispatcher.viewer(FRIDAY))


def test_the_office_sends_it_back_and_the_first_result_stays_on_record(
    resolved_topic, dispatcher, head
):
    topic = return_topic(resolved_topic, actor=dispatcher.viewer(FRIDAY), reason="还有两家没解决")
    resolve_topic(topic, actor=head.viewer(FRIDAY), result="全部解决。")

    assert list(TopicNote.objects.values_list("deed", flat=True)) == [
        "resolve",
        "return",
        "resolve",
    ]


def test_a_ticket_joins_and_keeps_its_own_road_and_clock(topic, in_hand, dispatcher):
    before = (in_hand.state, in_hand.due_on, in_hand.unit_due_on)

    ticket = join_topic(in_hand, topic, actor=dispatcher.viewer(FRIDAY))

    assert ticket.topic == topic
    assert (ticket.state, ticket.due_on, ticket.unit_due_on) == before
    assert TicketEvent.objects.get(action=Action.JOIN_TOPIC).note == topic.title
    assert AuditEntry.objects.filter(verb="ticket.join_topic").count() == 1


def test_a_ticket_is_in_one_topic(topic, in_hand, dispatcher, handler):
    ticket = join_topic(in_hand, topic, actor=dispatcher.viewer(FRIDAY))
    other = TopicFactory(county=handler.county, unit=handler.unit)

    with pytest.raises(WrongState, match="移出"):
        join_topic(ticket, other, actor=dispatcher.viewer(FRIDAY))


def test_it_leaves_with_a_reason(topic, in_hand, dispatcher):
    ticket = join_topic(in_hand, topic, actor=dispatcher.viewer(FRIDAY))

    ticket = leave_topic(ticket, actor=dispatcher.viewer(FRIDAY), reason="另一类问题")

    assert ticket.topic is None
    assert TicketEvent.objects.filter(action=Action.LEAVE_TOPIC).count() == 1


def test_a_ticket_in_no_topic_leaves_none(in_hand, dispatcher):
    with pytest.raises(WrongState):
        leave_topic(in_hand, actor=dispatcher.viewer(FRIDAY), reason="另一类问题")


def test_a_closed_topic_takes_no_more(in_hand, dispatcher, handler):
    closed = TopicFactory(closed=True, county=handler.county, unit=handler.unit)

    with pytest.raises(Invalid):
        join_topic(in_hand, closed, actor=dispatcher.viewer(FRIDAY))


@pytest.mark.parametrize("who", ["handler", "head", "leader", "supervisor", "liaison"])
def test_nobody_but_the_office_sorts_tickets_into_topics(topic, in_hand, who, request):
    with pytest.raises(NotPermitted):
        join_topic(in_hand, topic, actor=request.getfixturevalue(who).viewer(FRIDAY))


@pytest.mark.parametrize("who", ["outsider", "liaison", "stranger", "officer", "auditor"])
def test_whoever_does_not_own_it_does_not_see_it(topic, who, request):
    viewer = request.getfixturevalue(who).viewer(FRIDAY)

    with pytest.raises(Absent):
        topics.fetch(topic.pk, seen_by=viewer)
    assert not topics.rows(seen_by=viewer).exists()
    with pytest.raises(Absent):
        note_topic(topic, actor=viewer, text="看看")


def test_to_see_a_topic_opens_none_of_its_tickets(topic, handler, outsider, in_hand):
    elsewhere = TicketFactory(
        in_hand=True, enterprise=in_hand.enterprise, unit=outsider.unit, topic=topic
    )
    Ticket.objects.filter(pk=in_hand.pk).update(topic=topic)
    viewer = handler.viewer(FRIDAY)

    found = topics.tickets_of(topic, seen_by=viewer)
    line = topics.lines(topics.counted(topics.rows(seen_by=viewer), seen_by=viewer), seen_by=viewer)

    assert [ticket.pk for ticket in found] == [in_hand.pk]
    assert (line[0].count, line[0].open_count) == (1, 1)
    assert elsewhere.topic == topic


def test_the_office_s_desk_shows_what_is_overdue_or_waits_for_its_key(dispatcher, handler):
    late = TopicFactory(county=handler.county, unit=handler.unit, due_on=date(2026, 3, 5))
    waiting = TopicFactory(resolved=True, county=handler.county, unit=handler.unit)
    TopicFactory(county=handler.county, unit=handler.unit)

    shown = topics.on_desk(seen_by=dispatcher.viewer(FRIDAY))

    assert [line.pk for line in shown] == [late.pk, waiting.pk]
