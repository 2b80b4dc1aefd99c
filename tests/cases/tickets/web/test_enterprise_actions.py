"""Questions, legal channels, explanations, rounds on the ticket's page, and the list of calls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Check, Ticket
from cases.tickets.rules.closing.side_terms import CheckKind
from cases.tickets.rules.workflow import State
from cases.tickets.services.closing.rounds import redo_ticket
from tests import forms
from tests.factories.cases import CheckFactory

# person, state before, outcome before, verb, what is typed, state after
ROAD = [
    ("handler", "in_hand", "", "ask", {"question": "请提供户号。"}, State.ASKING),
    ("handler", "asking", "", "answer", {"answer": "户号 0412。"}, State.IN_HAND),
    ("liaison", "asking", "", "answer", {"answer": "户号 0412。"}, State.IN_HAND),
    ("handler", "asking", "", "resume", {"reason": "已查到。"}, State.IN_HAND),
    (
        "dispatcher", "filed", "", "redirect",
        {"channel": "litigation", "explanation": "合同纠纷请向法院起诉。"}, State.CLOSED,
    ),
    ("caller", "closed", "solved", "redo", {"reason": "仍跳闸。"}, State.IN_HAND),
    ("dispatcher", "closed", "redirected", "outer-number", {"outer_number": "7"}, State.CLOSED),
    ("caller", "unconfirmed", "explained", "call-back", {"answer": "agrees"}, State.CLOSED),
]  # fmt: skip


@pytest.fixture
def ready(handler, covered, make, done_measure):
    def made(state: str, outcome: str = "") -> Ticket:
        more = {"legal_channel": "litigation"} if outcome == "redirected" else {}
        unit = None if state == "filed" else handler.unit
        return make(state, unit, outcome=outcome, **more)

    return made


def address(ticket: Ticket, verb: str) -> str:
    return f"/cases/tickets/{ticket.pk}/{verb}/"


@pytest.mark.parametrize(("name", "before", "outcome", "verb", "typed", "after"), ROAD)
def test_an_action_is_done_by_its_plain_form(
    request, signed_in, ready, name, before, outcome, verb, typed, after
):
    ticket, client = ready(before, outcome), signed_in(request.getfixturevalue(name))

    button = client.get(f"/cases/tickets/{ticket.pk}/").content.decode()
    form = client.get(address(ticket, verb))
    # What an edit had read goes with it.
    shown = [one.sent for one in forms.on_page(form.content.decode()) if "read" in one.sent]
    answer = client.post(address(ticket, verb), {**(shown or [{}])[0], **typed}, follow=True)

    assert address(ticket, verb) in button
    assert form.status_code == answer.status_code == 200
    assert Ticket.objects.get(pk=ticket.pk).state == after
    assert "note is-success" in answer.content.decode()


@pytest.mark.parametrize(("name", "before", "outcome", "verb", "typed", "after"), ROAD)
def test_what_must_be_said_is_asked_for_again(
    request, signed_in, ready, name, before, outcome, verb, typed, after
):
    ticket, client = ready(before, outcome), signed_in(request.getfixturevalue(name))

    answer = client.post(address(ticket, verb), {})

    assert answer.status_code == 422
    assert Ticket.objects.get(pk=ticket.pk).state == before


def test_explanations_are_recorded_and_closed_by_another(signed_in, ready, handler, caller):
    today = timezone.localdate()
    ticket = ready("unconfirmed", "explained")
    for back in (1, 0):
        day = (today - timedelta(days=back)).isoformat()
        said = {"told_on": day, "told_to": "周总", "text": "依据电价办法。"}
        signed_in(handler).post(address(ticket, "explain"), said)
    page = signed_in(handler).get(f"/cases/tickets/{ticket.pk}/").content.decode()
    signed_in(caller).post(address(ticket, "close-explained"), {"note": "两次解释属实。"})

    assert "解释记录" in page
    assert Ticket.objects.get(pk=ticket.pk).state == State.CLOSED


def test_a_button_is_offered_only_where_it_fits(signed_in, ready, handler, caller):
    ticket = ready("unconfirmed", "solved")
    page = signed_in(caller).get(f"/cases/tickets/{ticket.pk}/").content.decode()

    assert "登记解释" not in page
    assert "解释后办结" not in page


def test_the_page_shows_question_and_answer(signed_in, ready, handler, liaison):
    ticket = ready("in_hand")
    signed_in(handler).post(address(ticket, "ask"), {"question": "请提供户号。"})
    waiting = signed_in(liaison).get(f"/cases/tickets/{ticket.pk}/").content.decode()
    signed_in(liaison).post(address(ticket, "answer"), {"answer": "户号 0412。"})
    page = signed_in(handler).get(f"/cases/tickets/{ticket.pk}/").content.decode()

    assert "等企业补充，承办时限暂停" in waiting
    assert "发补充链接" in waiting
    assert page.count("请提供户号。") == page.count("户号 0412。") == 2


def test_the_page_shows_every_round_and_hides_the_calls_from_the_unit(
    signed_in, ready, handler, caller
):
    ticket = ready("closed", "solved")
    Ticket.objects.filter(pk=ticket.pk).update(result="第一次的答复。")
    CheckFactory(ticket=ticket, done_at=timezone.now(), result="holds", note="企业很满意。")
    redo_ticket(ticket, actor=caller.viewer_now(), reason="仍跳闸。")

    own = signed_in(handler).get(f"/cases/tickets/{ticket.pk}/").content.decode()
    office = signed_in(caller).get(f"/cases/tickets/{ticket.pk}/").content.decode()

    assert "第 1 轮 首次办理" in own
    assert "第 2 轮 助企办要求重新办理" in own
    assert "企业很满意。" not in own
    assert "企业很满意。" in office


def test_the_head_sees_how_the_unit_says_it_ends(signed_in, ready, head, done_measure):
    ticket = ready("resolved", "explained")
    done_measure(ticket)

    assert "无政策依据（解释说明）" in signed_in(head).get("/").content.decode()


def test_a_list_is_narrowed_to_an_outcome(signed_in, ready, caller):
    shown, hidden = ready("closed", "withdrawn"), ready("closed", "solved")

    page = signed_in(caller).get("/cases/tickets/?outcome=withdrawn").content.decode()
    assert shown.number in page
    assert hidden.number not in page


def test_the_list_of_calls_leads_from_one_to_the_next(signed_in, ready, caller):
    check = CheckFactory(ticket=ready("closed", "solved"))
    client = signed_in(caller)

    waiting = client.get("/cases/checks/").content.decode()
    form = client.get(f"/cases/checks/{check.pk}/").content.decode()
    after = client.post(f"/cases/checks/{check.pk}/", {"result": "holds"}, follow=True)
    done = client.get("/cases/checks/?view=done").content.decode()

    assert check.ticket.number in waiting
    assert "情况属实，没有反复" in form
    assert "没有等待回访的事项" in after.content.decode()
    assert check.ticket.number in done


def test_what_fails_must_be_told_and_begins_a_new_round(signed_in, ready, caller):
    check = CheckFactory(ticket=ready("closed", "solved"))
    client = signed_in(caller)

    silent = client.post(f"/cases/checks/{check.pk}/", {"result": "fails"})
    told = client.post(
        f"/cases/checks/{check.pk}/", {"result": "fails", "note": "又跳闸。"}, follow=True
    )

    assert silent.status_code == 422
    assert "第 2 轮" in told.content.decode()


def test_nobody_reached_is_due_again(signed_in, ready, caller):
    check = CheckFactory(ticket=ready("closed", "solved"), kind=CheckKind.SECOND)
    answer = signed_in(caller).post(
        f"/cases/checks/{check.pk}/", {"result": "unreached"}, follow=True
    )

    assert "没有联系上" in answer.content.decode()
    assert Check.objects.get(pk=check.pk).due_on > check.due_on


def test_the_same_calls_cost_the_same_queries_however_many(
    signed_in, ready, caller, django_assert_max_num_queries
):
    for _ in range(12):
        CheckFactory(ticket=ready("closed", "solved"))
    client = signed_in(caller)
    client.get("/cases/checks/")

    with django_assert_max_num_queries(12):
        client.get("/cases/checks/")
