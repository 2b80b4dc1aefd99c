"""What a unit asks for, over the API: the same rules, the digest always with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.workflow import State
from tests import without_signature
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.visitor import Visitor


@pytest.fixture(autouse=True)
def without_heads(handler):
    """Whose signature it needs is told elsewhere; here it is what comes of it."""
    without_signature.in_county(handler.county)


@pytest.fixture
def ticket(handler):
    today = timezone.localdate()
    firm = EnterpriseFactory(county=handler.county)
    return TicketFactory(
        in_hand=True,
        enterprise=firm,
        unit=handler.unit,
        filed_on=today,
        filed_at=timezone.now(),
        due_on=today + timedelta(days=20),
        accepted_on=today,
        unit_due_on=today + timedelta(days=20),
    )


@pytest.fixture
def call(ticket):
    def called(person, verb: str, **words):
        client = Visitor()
        client.force_login(person.cadre)
        where = f"/api/v1/tickets/{ticket.pk}/{verb}/"
        return client.post(where, words, content_type="application/json")

    return called


def test_a_unit_asks_and_the_head_of_the_office_grants(call, ticket, handler, office_head):
    asked = call(handler, "ask_extension", reason="设备到货推迟。", days=2).json()
    row = asked["applications"][0]
    assert (row["kind"], row["state"]) == ("extension", ApplicationState.WAITING)

    granted = call(office_head, "grant", kind="extension", digest=row["digest"]).json()

    assert granted["applications"][0]["state"] == ApplicationState.GRANTED
    assert granted["promised_on"] == granted["due_on"] == ticket.promised_on.isoformat()

    told = call(office_head, "tell_extension", means="call", note="告知刘总，同意。").json()

    assert told["promised_on"] < told["due_on"]
    assert told["applications"][0]["told_how"] == "call"


def test_without_the_digest_nothing_is_decided(call, handler, office_head):
    call(handler, "ask_extension", reason="设备到货推迟。", days=2)

    answer = call(office_head, "grant", kind="extension")

    assert answer.status_code == 422
    assert "digest" in answer.json()["fields"]


def test_a_stale_digest_is_refused_in_words(call, handler, office_head):
    seen = call(handler, "ask_extension", reason="设备推迟。", days=2).json()["applications"][0]
    call(handler, "ask_extension", reason="设备推迟。", days=3, replaces=seen["digest"])

    answer = call(office_head, "grant", kind="extension", digest=seen["digest"])

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert "内容已变" in answer.json()["message"]


def test_parking_and_handing_up_go_there_and_back(call, handler, leader, dispatcher):
    until_on = (timezone.localdate() + timedelta(days=30)).isoformat()
    words = {"ground": "legal", "reason": "没有政策依据。", "until_on": until_on}
    parked = call(handler, "ask_parking", **words).json()["applications"][0]
    answer = call(leader, "grant", kind="parking", digest=parked["digest"]).json()
    assert (answer["state"], answer["outcome"]) == (State.PARKED, "parked")
    assert call(handler, "unpark", reason="文件已出台。").json()["outcome"] == ""

    words = {
        "level": "city",
        "reason": "权限在市。",
        "tried": "已请示两次。",
        "proposal": "请协调。",
    }
    up = call(handler, "ask_hand_up", **words).json()["applications"][-1]
    answer = call(leader, "grant", kind="hand_up", digest=up["digest"]).json()
    assert answer["state"] == State.HANDED_UP
    answer = call(dispatcher, "bring_back", answer="市局已批复。").json()
    assert answer["applications"][-1]["answer"] == "市局已批复。"


def test_what_waits_is_refused_or_taken_back(call, handler, office_head):
    row = call(handler, "ask_extension", reason="推迟。", days=2).json()["applications"][0]
    refused = call(
        office_head, "refuse", kind="extension", digest=row["digest"], note="条件已具备。"
    )
    assert refused.json()["applications"][0]["decision"] == "条件已具备。"

    call(handler, "ask_extension", reason="再次推迟。", days=1)
    taken = call(handler, "take_back", kind="extension").json()
    assert taken["applications"][-1]["state"] == ApplicationState.TAKEN_BACK


def test_a_head_signs_by_the_digest_of_what_was_read(call, ticket, handler, head):
    MeasureFactory(ticket=ticket, done=True)
    read = call(handler, "resolve", result="已更换变压器。").json()
    assert call(head, "approve").status_code == 422
    assert call(head, "approve", digest="0" * 64).status_code == 409

    answer = call(head, "approve", digest=read["content_digest"])

    assert answer.json()["state"] == State.UNCONFIRMED
