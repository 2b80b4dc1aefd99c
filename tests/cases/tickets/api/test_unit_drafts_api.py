"""Drafting, signing and giving back over the API: the digest always with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Application
from cases.tickets.rules.workflow import State
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.visitor import Visitor


@pytest.fixture
def ticket(handler):
    today = timezone.localdate()
    due_on = today + timedelta(days=20)
    return TicketFactory(
        in_hand=True,
        enterprise=EnterpriseFactory(county=handler.county),
        unit=handler.unit,
        filed_on=today,
        dispatched_on=today,
        due_on=due_on,
        accepted_on=today,
        unit_due_on=due_on,
    )


@pytest.fixture
def call(ticket):
    def called(person, verb: str = "", **words):
        client = Visitor()
        client.force_login(person.cadre)
        where = f"/api/v1/tickets/{ticket.pk}/" + (f"{verb}/" if verb else "")
        if not verb:
            return client.get(where)
        return client.post(where, words, content_type="application/json")

    return called


def drafted(call, handler):
    return call(handler, "ask_extension", reason="设备推迟。", days=2).json()["drafts"][0]


def test_a_clerk_s_words_wait_and_the_head_signs_them(call, handler, head):
    row = drafted(call, handler)
    assert (row["state"], row["drafted_by"]) == ("waiting", handler.cadre.name)
    assert {"label": "理由", "words": "设备推迟。"} in row["lines"]
    assert not Application.objects.exists()

    signed = call(head, "sign_draft", digest=row["digest"]).json()

    assert (signed["state"], signed["signed_by"]) == ("signed", head.cadre.name)
    assert Application.objects.get().days == 2


def test_others_see_no_draft(call, handler, dispatcher):
    drafted(call, handler)

    assert call(dispatcher).json()["drafts"] == []


def test_a_stale_digest_is_refused(call, handler, head):
    row = drafted(call, handler)
    call(handler, "ask_extension", reason="设备推迟。", days=3, replaces=row["digest"])

    assert call(head, "sign_draft", digest=row["digest"]).status_code == 409


def test_the_head_gives_it_back_and_the_clerk_takes_it_back(call, handler, head):
    digest = drafted(call, handler)["digest"]

    back = call(head, "return_draft", digest=digest, reason="写清原因。").json()
    assert (back["state"], back["note"]) == ("returned", "写清原因。")
    assert call(handler, "drop_draft", digest=digest).json()["state"] == "taken_back"


def test_an_objection_says_that_it_waits(call, ticket, handler, head):
    said = call(handler, "object", reason="不属本单位职责。").json()
    assert said == {"waits": True, "is_taken": False, "why": "", "is_raised": False}

    digest = call(head).json()["drafts"][0]["digest"]
    assert call(head, "sign_draft", digest=digest).json()["state"] == "signed"
    ticket.refresh_from_db()
    assert ticket.state == State.FILED
