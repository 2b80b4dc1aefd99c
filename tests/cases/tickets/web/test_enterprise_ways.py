"""The enterprise's page in every state: what it offers follows from where the ticket stands."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cases.models import Attachment, Ticket, TicketEvent
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.closing.closing import issue_link
from cases.tickets.services.handling import enterprise_questions
from cases.tickets.services.handling.enterprise_questions import ask_enterprise, resume_ticket
from tests.cases.signed_in_pages import PDF

QUESTION = "请提供用电户号。"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def asking(handler, covered, make, today) -> Ticket:
    ticket = make("in_hand", handler.unit, accepted_on=today)
    return ask_enterprise(ticket, actor=handler.viewer_now(), question=QUESTION)


@pytest.fixture
def link_to(liaison, covered):
    """Return the path of a link to the ticket, as the covering cadre sends it."""

    def made(ticket: Ticket) -> str:
        return f"/c/{issue_link(ticket, actor=liaison.viewer_now())}/"

    return made


def browser() -> Client:
    """No account, no cookies, no JavaScript."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("filed", "正在安排由哪个单位来办"),
        ("assigned", "已经交给县供电公司"),
        ("in_hand", "县供电公司正在办理"),
        ("resolved", "正在核对结果"),
    ],
)
def test_an_open_matter_is_told_in_plain_words(link_to, make, handler, state, words):
    ticket = make(state, None if state == "filed" else handler.unit)

    page = browser().get(link_to(ticket)).content.decode()

    assert words in page
    assert "撤回这件事" in page
    assert State(state).label not in page
    assert "<form" not in page


def test_what_no_head_has_signed_is_not_shown(link_to, make, handler):
    page = browser().get(link_to(make("resolved", handler.unit, result="还没审核的结果")))
    assert "还没审核的结果" not in page.content.decode()


def test_it_is_asked_for_what_is_missing_and_adds_it(link_to, asking):
    link = link_to(asking)
    page = browser().get(link).content.decode()
    bill = SimpleUploadedFile("电费单.pdf", PDF)

    answer = browser().post(link, {"answer": "户号 0412。", "uploads": bill}, follow=True)

    assert QUESTION in page
    assert "已经收到您的补充" in answer.content.decode()
    assert Ticket.objects.get(pk=asking.pk).state == State.IN_HAND
    assert TicketEvent.objects.get(action=Action.ANSWER).note == "户号 0412。"
    assert Attachment.objects.get().name == "电费单.pdf"
    assert browser().get(link).status_code == 410


def test_what_remains_is_asked_for_and_a_photo_goes_with_it(link_to, make, handler):
    ticket = make("unconfirmed", handler.unit, result="变压器已经更换。")
    link = link_to(ticket)
    picture = SimpleUploadedFile("现场.pdf", PDF)

    empty = browser().post(link, {"answer": "partly"})
    said = {"answer": "partly", "remains": "二号车间仍跳闸。", "uploads": picture}
    thanked = browser().post(link, said, follow=True)

    assert empty.status_code == 422
    assert "请写明还有什么没有解决" in empty.content.decode()
    assert "只解决了一部分" in thanked.content.decode()
    assert TicketEvent.objects.get(action=Action.REMAIN).note == "部分解决：二号车间仍跳闸。"
    assert Attachment.objects.get().name == "现场.pdf"
    assert Ticket.objects.get(pk=ticket.pk).state == State.IN_HAND


def test_without_a_word_it_is_asked_again_and_with_a_bad_file_nothing_is_lost(link_to, asking):
    link = link_to(asking)
    bad = SimpleUploadedFile("a.exe", b"MZ\x00")

    empty = browser().post(link, {"answer": ""}, follow=True)
    refused = browser().post(link, {"answer": "户号 0412。", "uploads": bad})

    assert empty.status_code == refused.status_code == 422
    assert "户号 0412。" in refused.content.decode()
    assert Ticket.objects.get(pk=asking.pk).state == State.ASKING


def test_what_moved_on_meanwhile_is_shown_as_it_is_now_with_what_was_typed(
    link_to, asking, handler
):
    link = link_to(asking)
    resume_ticket(asking, actor=handler.viewer_now(), reason="已查到。")

    answer = browser().post(link, {"answer": "写了很久的补充"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "您填写的内容没有提交" in page
    assert "写了很久的补充" in page
    assert "县供电公司正在办理" in page


def test_it_withdraws_after_a_plain_question(link_to, make, handler):
    ticket = make("in_hand", handler.unit)
    link = link_to(ticket)

    asked = browser().get(f"{link}withdraw/").content.decode()
    untouched = Ticket.objects.get(pk=ticket.pk).state
    answer = browser().post(f"{link}withdraw/", {"reason": "自己解决了。"}, follow=True)

    assert "确定撤回这件事吗" in asked
    assert untouched == State.IN_HAND
    assert "已经撤回" in answer.content.decode()
    ticket = Ticket.objects.get(pk=ticket.pk)
    assert (ticket.state, ticket.outcome) == (State.CLOSED, Outcome.WITHDRAWN)


def test_no_reason_is_wanted(link_to, make, handler):
    answer = browser().post(f"{link_to(make('assigned', handler.unit))}withdraw/")
    assert answer.headers["Location"] == "/c/thanks/?done=withdrawn"


def test_an_unknown_link_withdraws_nothing(db):
    assert browser().post("/c/unknown/withdraw/").status_code == 404


def test_an_explanation_is_agreed_to_or_not_and_nothing_is_called_solved(link_to, make, handler):
    ticket = make(
        "unconfirmed", handler.unit, outcome=Outcome.EXPLAINED, result="现行政策没有依据。"
    )
    link = link_to(ticket)
    page = browser().get(link).content.decode()

    refused = browser().post(link, {"answer": "solved"})
    browser().post(link, {"answer": "agrees"})

    assert "认可解释说明" in page
    assert 'value="solved"' not in page
    assert refused.status_code == 422
    ticket = Ticket.objects.get(pk=ticket.pk)
    assert (ticket.state, ticket.outcome) == (State.CLOSED, Outcome.EXPLAINED)


def test_arrears_lead_to_the_platform(link_to, make, handler):
    ticket = make(
        "unconfirmed",
        handler.unit,
        outcome=Outcome.REDIRECTED,
        legal_channel="arrears",
        result="请在平台登记。",
    )
    page = browser().get(link_to(ticket)).content.decode()
    assert 'href="https://sme-dj.miit.gov.cn/"' in page


def test_after_the_sweep_the_late_answer_is_not_taken(link_to, asking):
    link = link_to(asking)
    Ticket.objects.filter(pk=asking.pk).update(step_due_on=asking.filed_on)
    assert enterprise_questions.sweep(timezone.now()) == 1

    assert browser().post(link, {"answer": "晚了一步"}).status_code == 409
