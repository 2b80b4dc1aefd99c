"""The pages of letters: from the ticket to the unit's desk, register, files, settings."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cadres.models import AuditEntry
from cases.letters.exchange import font_files
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.issuing import Printer, issue_letter
from cases.models import Letter, LetterFaces, LetterStyle
from tests import forms
from tests.factories.cases import LadderStepFactory, TicketFactory
from tests.factories.letters import LetterFactory

PLAIN = Printer("1", lambda sheet: f"%PDF {sheet.number}".encode())


@pytest.fixture
def ticket(make, handler, dispatcher):
    return make("in_hand", handler.unit, dispatched_by=dispatcher.cadre)


@pytest.fixture
def proposed(ticket, dispatcher) -> Letter:
    return propose_letter(LetterFactory(ticket=ticket), actor=dispatcher.viewer_now())


@pytest.fixture
def issued(proposed, dispatcher, office_head) -> Letter:
    letter = approve_letter(proposed, actor=office_head.viewer_now(), digest=proposed.digest)
    return issue_letter(letter, actor=dispatcher.viewer_now(), printer=PLAIN)


def text(response) -> str:
    return response.content.decode()


def address(letter, verb=""):
    name = {"": "letter", "edit": "letter-edit"}.get(verb, "letter-action")
    return reverse(f"cases:{name}", args=[letter.pk, *([verb] if name == "letter-action" else [])])


def test_from_the_ticket_to_the_seal_and_the_reply(signed_in, ticket, dispatcher, office_head):
    clerk, head = signed_in(dispatcher), signed_in(office_head)
    page = text(clerk.get(reverse("cases:ticket-detail", args=[ticket.pk])))
    assert "草拟交办单" in page
    assert "草拟督办函" in page

    clerk.post(reverse("cases:letter-draft", args=[ticket.pk, "letter"]))
    letter = Letter.objects.get()
    clerk.post(address(letter, "propose"))
    card = text(head.get(reverse("cases:desk")))
    assert "待您审批的文书" in card
    head.post(address(letter, "approve"), {"digest": letter.digest, "next": "desk"})
    said = text(clerk.post(address(letter, "issue"), follow=True))
    assert "已印发，文号 召助企办函〔" in said
    clerk.post(address(letter, "seal"))
    today = timezone.localdate().isoformat()
    clerk.post(
        address(letter, "deliver"), {"on": today, "delivery": "exchange", "receiver": "李娟"}
    )

    letter.refresh_from_db()
    assert (letter.state, letter.delivery, letter.receiver) == ("issued", "exchange", "李娟")
    assert letter.number in text(clerk.get(reverse("cases:ticket-detail", args=[ticket.pk])))


def test_what_was_changed_meanwhile_is_not_approved_and_the_page_says_so(
    signed_in, office_head, proposed
):
    answer = signed_in(office_head).post(address(proposed, "approve"), {"digest": "0"})

    assert answer.status_code == 422
    assert "请看过现在的内容再决定" in text(answer)


def test_the_words_are_changed_and_what_is_wrong_stays_on_the_page(signed_in, dispatcher, ticket):
    browser, letter = signed_in(dispatcher), LetterFactory(ticket=ticket)
    words = {
        "title": "关于抓紧办理诉求的函",
        "addressee": "县供电公司",
        "body": "请抓紧办理。",
        "reply_days": 3,
        "annexes": "现场照片\n供电方案\n",
        "cc": "县委督查室、县政府督查室",
        "urgency": "pressing",
    }

    answer = forms.save(browser, address(letter, "edit"), words)
    assert answer.status_code == 422
    assert "正文要写明“3个工作日内”回复" in text(answer)
    forms.save(browser, address(letter, "edit"), words | {"body": "请在3个工作日内书面回复。"})

    page = text(browser.get(address(letter)))
    for word in ("供电方案", "抄送：县委督查室，县政府督查室。", "加急", "尚未印发"):
        assert word in page


def test_a_clerk_is_offered_no_reply_that_would_be_refused(signed_in, handler, issued):
    page = text(signed_in(handler).get(address(issued)))

    assert address(issued, "reply") not in page
    assert "请在工单上“回复督办”，送负责人签发" in page


def test_the_office_puts_on_record_what_came_on_paper(signed_in, dispatcher, issued):
    browser = signed_in(dispatcher)

    assert "登记书面回复</a>" in text(browser.get(address(issued)))
    assert "登记书面回复</button>" in text(browser.get(address(issued, "reply")))


def test_the_unit_reads_its_letter_and_answers_it(signed_in, head, issued):
    browser = signed_in(head)
    desk = text(browser.get(reverse("cases:desk")))
    assert "待回复的文书" in desk
    assert issued.number in desk
    page = text(browser.get(address(issued)))
    assert address(issued, "reply") in page
    for inside in ("审批通过", "送审", "草拟"):
        assert inside not in page

    today = timezone.localdate().isoformat()
    said = {"reply": "周五到货。", "on": today, "promised_on": today}
    browser.post(address(issued, "reply"), said)

    assert "周五到货。" in text(browser.get(address(issued)))
    assert "待回复的文书" not in text(browser.get(reverse("cases:desk")))


def test_a_draft_is_not_there_for_the_unit(signed_in, handler, proposed):
    browser = signed_in(handler)

    assert browser.get(address(proposed)).status_code == 404
    ticket_page = browser.get(reverse("cases:ticket-detail", args=[proposed.ticket_id]))
    assert "待审批" not in text(ticket_page)


def test_files_go_out_as_they_were_issued_and_that_is_on_record(signed_in, handler, issued):
    browser = signed_in(handler)

    answer = browser.get(reverse("cases:letter-file", args=[issued.pk, "pdf"]))
    word = browser.get(reverse("cases:letter-file", args=[issued.pk, "docx"]))

    assert answer.content == f"%PDF {issued.number}".encode()
    assert "attachment" in answer["Content-Disposition"]
    assert word.content.startswith(b"PK")
    entries = AuditEntry.objects.filter(verb="letter.download").order_by("pk")
    forms = [row.detail["form"] for row in entries]
    assert forms == ["pdf", "docx"]


def test_a_form_that_letters_do_not_have_is_not_there(signed_in, dispatcher, issued):
    answer = signed_in(dispatcher).get(reverse("cases:letter-file", args=[issued.pk, "exe"]))
    assert answer.status_code == 404


def test_the_register_has_its_tabs_filters_and_workbook(signed_in, dispatcher, issued, ticket):
    LetterFactory(ticket=ticket, title="关于另一件事的函")
    browser = signed_in(dispatcher)

    drafts = text(browser.get(reverse("cases:letter-list"), {"tab": "draft"}))
    assert "关于另一件事的函" in drafts
    assert issued.number not in drafts
    found = text(browser.get(reverse("cases:letter-list"), {"q": issued.number}))
    assert "关于另一件事的函" not in found
    answer = browser.get(reverse("cases:letter-export"), {"tab": "unanswered"})

    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert [row[1] for row in rows[3:]] == [issued.number]
    assert AuditEntry.objects.get(verb="letter.export").detail["rows"] == 1


def test_an_overdue_reply_says_by_how_many_working_days(signed_in, supervisor, issued):
    assert "还剩 5 个工作日" in text(signed_in(supervisor).get(address(issued)))


def test_the_page_of_the_ladder_shows_its_letters(signed_in, leader, ticket):
    step = LadderStepFactory(ticket=ticket)
    LetterFactory(ticket=ticket, step=step, title="关于督办供电的函")

    assert "关于督办供电的函" in text(signed_in(leader).get(reverse("cases:ladder")))


def test_the_head_of_the_office_sets_issuer_and_series(signed_in, office_head):
    browser, county = signed_in(office_head), office_head.county.pk
    page = text(browser.get(reverse("cases:letter-styles")))
    assert "召助企办函" in page

    style = reverse("cases:letter-style", args=[county, "office", LetterKind.LETTER])
    answer = forms.save(browser, style, {"issuer": "南召县助企办", "prefix": "召函〔2026〕"})
    assert answer.status_code == 422
    forms.save(browser, style, {"issuer": "南召县助企办", "prefix": "召督函", "is_issuing": "on"})

    assert LetterStyle.objects.get().prefix == "召督函"


def test_a_list_asks_as_often_for_many_letters_as_for_one(signed_in, dispatcher, ticket):
    browser = signed_in(dispatcher)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(reverse("cases:letter-list")).status_code == 200
        return len(seen)

    LetterFactory(ticket=ticket)
    queries()  # the first visit fills what is kept between visits
    few = queries()
    for _ in range(10):
        LetterFactory(
            ticket=TicketFactory(in_hand=True, enterprise=ticket.enterprise, unit=ticket.unit)
        )

    assert queries() == few <= 12


def test_a_letter_s_page_asks_little(signed_in, dispatcher, issued):
    browser = signed_in(dispatcher)

    with CaptureQueriesContext(connection) as seen:
        browser.get(address(issued))

    assert len(seen) <= 12


def test_withdrawn_it_stays_in_the_register(signed_in, dispatcher, proposed):
    browser = signed_in(dispatcher)
    assert browser.post(address(proposed, "withdraw"), {"reason": ""}).status_code == 422

    browser.post(address(proposed, "withdraw"), {"reason": "已当面说明"})

    assert Letter.objects.get().state == LetterState.VOID
    assert "已当面说明" in text(browser.get(address(proposed)))


def test_the_drafter_sees_the_page_as_it_would_be_printed(signed_in, proposed, dispatcher):
    clerk = signed_in(dispatcher)
    page = text(clerk.get(reverse("cases:letter-pages", args=[proposed.pk])))

    assert page.count("data:image/png;base64,") == 1
    assert "共 1 页" in page
    assert reverse("cases:letter-pages", args=[proposed.pk]) in text(clerk.get(address(proposed)))


def test_where_the_title_breaks_is_set_with_its_words(signed_in, ticket, dispatcher):
    letter, clerk = LetterFactory(ticket=ticket), signed_in(dispatcher)
    here = address(letter, "edit")
    assert "标题分行" in text(clerk.get(here))


def test_the_head_agrees_to_the_faces_on_the_page_of_settings(signed_in, office_head):
    LetterFaces.objects.all().delete()
    head, here = signed_in(office_head), reverse("cases:letter-faces", args=[office_head.county.pk])
    standing = font_files.standing()
    assert standing.said in text(head.get(here))

    head.post(here, {"faces": standing.said})

    assert LetterFaces.objects.get().faces == standing.said
