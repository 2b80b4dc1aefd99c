"""A clerk sends what the unit is to say to its head, who signs it from a card in one press."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cases.models import Application, Objection, Press, TicketEvent, UnitDraft
from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.applications.unit_drafts import DraftState
from cases.tickets.rules.workflow import Action, State

WORDS = {"days": "3", "reason": "变压器到货推迟。"}


def address(ticket, verb=""):
    return f"/cases/tickets/{ticket.pk}/" + (f"{verb}/" if verb else "")


def shown(client, where):
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def in_hand(make, handler):
    return make("in_hand", handler.unit)


@pytest.fixture
def draft(signed_in, handler, in_hand):
    answer = signed_in(handler).post(address(in_hand, "ask-extension"), WORDS)
    assert answer.status_code == 302, answer.content.decode()
    return UnitDraft.objects.get()


def sign(client, ticket, one, **more):
    return client.post(address(ticket, "sign-draft"), {"digest": one.digest} | more, follow=True)


def test_the_clerk_s_form_says_where_it_goes(signed_in, handler, in_hand):
    form = shown(signed_in(handler), address(in_hand, "ask-extension"))

    assert "签发后才发出" in form
    assert "送负责人签发</button>" in form


def test_what_is_sent_to_the_head_is_said_to_be_unsent(signed_in, handler, head, in_hand):
    client = signed_in(handler)
    answer = client.post(address(in_hand, "ask-extension"), WORDS, follow=True)
    page = answer.content.decode()

    assert "现在还没有发出" in page
    assert "本单位待签发" in page
    assert not Application.objects.exists()
    # It is changed or taken back on its card, and not asked for a second time.
    assert page.count(address(in_hand, "ask-extension")) == 1


def test_the_head_s_desk_has_the_exact_words_and_one_press(signed_in, head, in_hand, draft):
    client = signed_in(head)
    desk = shown(client, "/")
    card = desk[desk.index("待您签发") :]
    assert "变压器到货推迟。" in card
    assert "3 个工作日" in card
    assert "最迟签发" in card

    page = sign(client, in_hand, draft, next="desk").content.decode()

    assert "的延期申请已签发，现已发出。" in page
    assert Application.objects.get().state == ApplicationState.WAITING
    assert "待您签发" not in page


def test_a_signature_is_taken_back_within_ten_seconds(signed_in, head, in_hand, draft):
    client = signed_in(head)
    sign(client, in_hand, draft)

    client.post(f"/cases/presses/{Press.objects.get().pk}/take-back/")

    draft.refresh_from_db()
    assert (draft.state, draft.signed_by, draft.application) == (DraftState.WAITING, None, None)
    assert not Application.objects.exists()


def test_an_objection_signed_by_mistake_comes_back_too(signed_in, handler, head, make, dispatcher):
    today = timezone.localdate()
    ticket = make("assigned", handler.unit, dispatched_on=today, filed_on=today)
    signed_in(handler).post(address(ticket, "object"), {"reason": "不属本单位职责。"})
    client = signed_in(head)
    page = sign(client, ticket, UnitDraft.objects.get(), next="desk").content.decode()
    assert "已退回县助企办重新交办" in page
    ticket.refresh_from_db()
    assert ticket.state == State.FILED

    client.post(f"/cases/presses/{Press.objects.get().pk}/take-back/")

    ticket.refresh_from_db()
    assert (ticket.state, ticket.unit) == (State.ASSIGNED, handler.unit)
    assert not Objection.objects.exists()


def test_what_changed_meanwhile_is_not_signed(signed_in, handler, head, in_hand, draft):
    words = WORDS | {"days": "2", "replaces": draft.digest}
    signed_in(handler).post(address(in_hand, "ask-extension"), words)

    answer = sign(signed_in(head), in_hand, draft)

    assert answer.status_code == 409
    assert "稿子已经改动" in answer.content.decode()


def test_the_clerk_changes_it_from_the_words_it_has(signed_in, handler, in_hand, draft):
    form = shown(signed_in(handler), address(in_hand, "ask-extension"))

    assert "变压器到货推迟。" in form
    assert f'value="{draft.digest}"' in form


def test_the_head_gives_it_back_and_the_clerk_reads_why(signed_in, handler, head, in_hand, draft):
    client = signed_in(head)
    form = shown(client, address(in_hand, "return-draft"))
    assert f'value="{draft.digest}"' in form
    client.post(address(in_hand, "return-draft"), {"digest": draft.digest, "reason": "写清原因。"})

    page = shown(signed_in(handler), address(in_hand))

    assert "写清原因。" in page
    assert "退回修改" in page


def test_the_clerk_takes_it_back(signed_in, handler, in_hand, draft):
    client = signed_in(handler)
    client.post(address(in_hand, "drop-draft"), {"digest": draft.digest})

    assert "本单位待签发" not in shown(client, address(in_hand))


@pytest.mark.parametrize("name", ["dispatcher", "leader", "supervisor"])
def test_nobody_else_reads_what_is_not_signed(request, signed_in, in_hand, draft, name):
    page = shown(signed_in(request.getfixturevalue(name)), address(in_hand))

    assert "变压器到货推迟" not in page
    assert "本单位待签发" not in page


def test_a_head_writes_and_signs_in_the_same_press(signed_in, head, in_hand):
    client = signed_in(head)
    form = shown(client, address(in_hand, "ask-extension"))
    assert "提交即签发" in form
    assert re.search(r"签发</button>", form)

    client.post(address(in_hand, "ask-extension"), WORDS)

    assert Application.objects.get().asked_by == head.cadre
    assert TicketEvent.objects.get(action=Action.ASK_EXTENSION).party == "head"
