"""Merging, topics, reminders and bulk actions through the API: the same services and words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Ticket, Topic
from cases.tickets.rules.workflow import State
from tests.factories.cases import TicketFactory, TopicFactory
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


@pytest.fixture
def two(dispatcher, handler):
    firm = EnterpriseFactory(county=dispatcher.county)
    given = {"in_hand": True, "enterprise": firm, "unit": handler.unit}
    return (
        TicketFactory(filed_on=today() - timedelta(days=3), **given),
        TicketFactory(filed_on=today() - timedelta(days=1), **given),
    )


def post(client, person, address, **words):
    client.force_login(person.cadre)
    return client.post(f"/api/v1/{address}", words, content_type="application/json")


def test_merging_answers_with_the_one_that_goes_on(client, dispatcher, two):
    answer = post(client, dispatcher, f"tickets/{two[1].pk}/merge/", other=two[0].pk)

    assert answer.status_code == 200
    assert answer.json()["pk"] == two[0].pk
    client.force_login(dispatcher.cadre)
    gone = client.get(f"/api/v1/tickets/{two[1].pk}/").json()
    assert (gone["state"], gone["merged_into"]) == ("merged", two[0].number)


def test_a_hidden_other_is_like_a_missing_one(client, handler, two, outsider):
    hidden = TicketFactory(in_hand=True, enterprise=two[0].enterprise, unit=outsider.unit)

    one = post(client, handler, f"tickets/{two[0].pk}/merge/", other=hidden.pk)
    other = post(client, handler, f"tickets/{two[0].pk}/merge/", other=0)

    assert one.status_code == other.status_code == 404
    assert one.json() == other.json()


def test_a_topic_lives_its_life(client, dispatcher, handler, head, two):
    made = post(
        client,
        dispatcher,
        "topics/",
        title="园区供电",
        description="容量不足",
        unit=handler.unit.pk,
        owner_name="王强",
    )
    assert made.status_code == 201
    pk = made.json()["pk"]

    post(client, dispatcher, f"tickets/{two[0].pk}/join_topic/", topic=pk)
    assert client.get(f"/api/v1/topics/{pk}/tickets/").json()["total"] == 1
    assert post(client, handler, f"topics/{pk}/note/", text="已摸底。").status_code == 200
    resolved = post(client, head, f"topics/{pk}/resolve/", text="已增容。")
    assert post(client, dispatcher, f"topics/{pk}/close/").status_code == 422
    seen = resolved.json()["content_digest"]
    closed = post(client, dispatcher, f"topics/{pk}/close/", digest=seen)

    assert closed.json()["closed_on"] == today().isoformat()
    assert [note["deed"] for note in closed.json()["notes"]] == [
        "open",
        "note",
        "resolve",
        "close",
    ]
    assert Topic.objects.count() == 1


def test_the_list_of_topics_counts_what_the_reader_sees(client, handler, outsider, two):
    topic = TopicFactory(county=handler.county, unit=handler.unit)
    Ticket.objects.filter(pk=two[0].pk).update(topic=topic)
    TicketFactory(in_hand=True, enterprise=two[0].enterprise, unit=outsider.unit, topic=topic)
    client.force_login(handler.cadre)

    [line] = client.get("/api/v1/topics/").json()["results"]

    assert (line["count"], line["open_count"]) == (1, 1)


def test_an_action_on_many_answers_for_each(client, dispatcher, handler, two):
    fresh = TicketFactory(enterprise=two[0].enterprise)
    elsewhere = TicketFactory()

    answer = post(
        client,
        dispatcher,
        "tickets/bulk/",
        deed="dispatch",
        ids=[fresh.pk, two[0].pk, elsewhere.pk, 0],
        unit=handler.unit.pk,
        handling_class="simple",
    )

    found = {row["id"]: row for row in answer.json()}
    assert found[fresh.pk]["is_done"]
    assert found[two[0].pk]["code"] == "wrong_state"
    assert found[elsewhere.pk] | {"id": 0} == found[0]
    assert Ticket.objects.get(pk=fresh.pk).state == State.ASSIGNED


def test_an_action_that_lacks_its_words_is_refused(client, dispatcher, two):
    answer = post(client, dispatcher, "tickets/bulk/", deed="reassign", ids=[two[0].pk])

    assert answer.status_code == 422
    assert "unit" in answer.json()["fields"]


def test_more_than_go_at_once_are_refused(client, dispatcher):
    answer = post(client, dispatcher, "tickets/bulk/", deed="remind", ids=list(range(1, 202)))

    assert answer.status_code == 422


def test_a_reminder_is_given_once_a_day(client, leader, two):
    first = post(client, leader, f"tickets/{two[0].pk}/remind/", text="请抓紧")
    second = post(client, leader, f"tickets/{two[0].pk}/remind/")

    assert (first.status_code, second.status_code) == (200, 409)
