"""Merging, topics and reminders on their pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Ticket, Topic
from cases.tickets.rules.workflow import State
from tests import forms
from tests.factories.cases import TicketFactory, TopicFactory


def today():
    return timezone.localdate()


def again():
    return {"filed_on": today() - timedelta(days=2), "due_on": today() + timedelta(days=9)}


def read(client, address, **asked) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, address, **words):
    answer = client.post(address, words, follow=True)
    return answer.status_code, answer.content.decode()


@pytest.fixture
def two(make, handler):
    return make("in_hand", handler.unit), make("in_hand", handler.unit, **again())


def test_the_office_sees_beside_a_ticket_what_may_be_told_twice(signed_in, dispatcher, two):
    page = read(signed_in(dispatcher), f"/cases/tickets/{two[0].pk}/")

    assert "可能重复" in page
    assert two[1].number in page
    assert f"/cases/tickets/{two[0].pk}/merge/" in page


def test_a_unit_is_not_asked_to_merge(signed_in, handler, two):
    assert "可能重复" not in read(signed_in(handler), f"/cases/tickets/{two[0].pk}/")


def test_the_dispatch_desk_shows_duplicates_too(signed_in, dispatcher, make):
    first = make()
    make(**again())

    assert "可能重复 1 件" in read(signed_in(dispatcher), f"/cases/dispatch/{first.pk}/")


def test_before_it_is_done_one_reads_what_happens_and_that_it_stays_done(
    signed_in, dispatcher, two
):
    page = read(signed_in(dispatcher), f"/cases/tickets/{two[1].pk}/merge/", number=two[0].number)

    assert f"把 {two[1].number} 并入 {two[0].number}？" in page
    assert "并错了，请把被并入的问题重新登记一张工单" in page


def test_it_is_merged_and_both_pages_say_so(signed_in, dispatcher, two):
    client = signed_in(dispatcher)

    _, page = post(client, f"/cases/tickets/{two[1].pk}/merge/", number=two[0].number, note="")

    assert f"{two[1].number} 已并入 {two[0].number}" in page
    assert "并入的工单" in page
    gone = read(client, f"/cases/tickets/{two[1].pk}/")
    assert f'<a href="/cases/tickets/{two[0].pk}/">{two[0].number}</a>' in gone


def test_an_unknown_number_is_answered_beside_the_field(signed_in, dispatcher, two):
    answer = signed_in(dispatcher).get(f"/cases/tickets/{two[0].pk}/merge/", {"number": "没有的号"})

    assert answer.status_code == 422
    assert "没有这个编号的工单" in answer.content.decode()


def test_why_two_cannot_be_merged_is_said_before_the_button(signed_in, dispatcher, make):
    other = TicketFactory(enterprise__county=dispatcher.county)

    answer = signed_in(dispatcher).get(
        f"/cases/tickets/{make().pk}/merge/", {"number": other.number}
    )

    assert answer.status_code == 422
    assert "不是同一家企业" in answer.content.decode()
    assert "把 " not in answer.content.decode()


def test_similar_tickets_are_put_into_a_topic_together(signed_in, dispatcher, handler, make):
    ticket, kin = make(), TicketFactory(enterprise__county=dispatcher.county, filed_on=today())
    topic = TopicFactory(county=dispatcher.county, unit=handler.unit)
    client = signed_in(dispatcher)

    assert kin.number in read(client, f"/cases/tickets/{ticket.pk}/alike/")
    _, page = post(
        client, "/cases/tickets/bulk/", deed="join-topic", id=[ticket.pk, kin.pk], topic=topic.pk
    )

    assert "已办 2 件" in page
    assert topic.tickets.count() == 2


def test_a_topic_is_opened_and_explains_its_day(signed_in, dispatcher, handler):
    client = signed_in(dispatcher)

    _, page = post(
        client,
        "/cases/topics/new/",
        title="园区供电",
        description="容量不足",
        unit=handler.unit.pk,
        owner_name="王强",
    )

    topic = Topic.objects.get()
    assert "专题已设立" in page
    assert "起算当日，不计入" in read(client, f"/cases/topics/{topic.pk}/due/")
    assert "园区供电" in read(client, "/cases/topics/")


def test_it_is_carried_and_closed_by_two_keys(signed_in, dispatcher, handler, head):
    topic = TopicFactory(county=handler.county, unit=handler.unit)
    address = f"/cases/topics/{topic.pk}/"

    post(signed_in(handler), f"{address}note/", text="已摸底。")
    _, page = post(signed_in(head), f"{address}resolve/", text="已统一增容。")
    assert "等县助企办确认" in page
    closing = read(signed_in(dispatcher), f"{address}close/")
    assert "已统一增容。" in closing
    words = forms.with_field(closing, "digest").sent
    _, page = post(signed_in(dispatcher), f"{address}close/", **words)

    assert "专题已销号" in page
    assert "已摸底。" in page
    assert "已销号" in read(signed_in(dispatcher), "/cases/topics/", state="closed")


def test_a_ticket_names_its_topic_and_opens_it_for_who_may_see_it(
    signed_in, dispatcher, outsider, handler, make
):
    topic = TopicFactory(county=handler.county, unit=handler.unit)
    ticket = make("in_hand", outsider.unit, topic=topic)

    open_to = read(signed_in(dispatcher), f"/cases/tickets/{ticket.pk}/")
    shut_to = read(signed_in(outsider), f"/cases/tickets/{ticket.pk}/")

    assert f"/cases/topics/{topic.pk}/" in open_to
    assert topic.title in shut_to
    assert f"/cases/topics/{topic.pk}/" not in shut_to
    assert signed_in(outsider).get(f"/cases/topics/{topic.pk}/").status_code == 404


def test_joining_is_offered_to_those_in_none_and_leaving_to_those_in_one(
    signed_in, dispatcher, handler, make
):
    topic = TopicFactory(county=handler.county, unit=handler.unit)
    without, within = make("in_hand", handler.unit), make("in_hand", handler.unit, topic=topic)
    client = signed_in(dispatcher)

    page = read(client, f"/cases/tickets/{without.pk}/")
    assert "/join-topic/" in page
    assert "/leave-topic/" not in page
    page = read(client, f"/cases/tickets/{within.pk}/")
    assert "/join-topic/" not in page
    assert "/leave-topic/" in page


def test_a_leader_reminds_with_one_button(signed_in, leader, handler, make):
    ticket = make("in_hand", handler.unit)
    client = signed_in(leader)

    assert f"/cases/tickets/{ticket.pk}/remind/" in read(client, f"/cases/tickets/{ticket.pk}/")
    _, page = post(client, f"/cases/tickets/{ticket.pk}/remind/", text="月底前办完")

    assert "已催办" in page
    assert Ticket.objects.get(pk=ticket.pk).state == State.IN_HAND


def test_the_office_s_desk_shows_overdue_topics(signed_in, dispatcher, handler):
    TopicFactory(county=handler.county, unit=handler.unit, due_on=today() - timedelta(days=3))

    assert "园区供电容量不足" in read(signed_in(dispatcher), "/")


def test_a_page_of_many_topics_costs_no_more_than_one(signed_in, dispatcher, handler, make):
    client = signed_in(dispatcher)
    TopicFactory(county=handler.county, unit=handler.unit)
    read(client, "/cases/topics/")
    few = queries(client, "/cases/topics/")
    for _ in range(12):
        make(topic=TopicFactory(county=handler.county, unit=handler.unit))

    assert queries(client, "/cases/topics/") == few


def test_twenty_merged_tickets_cost_no_more_than_one(signed_in, dispatcher, handler, make):
    client = signed_in(dispatcher)
    master = make("in_hand", handler.unit)
    address = f"/cases/tickets/{master.pk}/"
    read(client, address)
    none = queries(client, address)

    def merge() -> None:
        TicketFactory(enterprise=master.enterprise, state=State.MERGED, merged_into=master)

    merge()
    one = queries(client, address)
    for _ in range(20):
        merge()

    # Their courses, measures and files.
    assert queries(client, address) == one == none + 3


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as seen:
        read(client, address)
    return len(seen)
