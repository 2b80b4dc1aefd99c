"""The enterprise's page: no account, one question, one answer; afterwards the link is nothing."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cases.models import ConfirmationLink, Rating, Ticket
from cases.tickets.rules.workflow import State
from enterprises.register.services.gate_codes import PublicWords
from tests.fresh import set_office_line


@pytest.fixture
def ticket(handler, covered, make, done_measure):
    made = make("unconfirmed", handler.unit, result="变压器已经更换。")
    done_measure(made)
    return made


@pytest.fixture
def office_phone(covered, dispatcher):
    words = PublicWords("南召县万人助万企活动办公室", "0377-66900000", 5, "县助企办设定")
    set_office_line(covered.county, words, actor=dispatcher.viewer_now())
    return words.phone


@pytest.fixture
def sender(signed_in, liaison):
    """The covering cadre's browser."""
    return signed_in(liaison)


def make_link(sender, ticket) -> str:
    """Make a link through the page; return its path."""
    page = sender.post(f"/cases/tickets/{ticket.pk}/link/", follow=True).content.decode()
    return re.search(r"/c/[\w-]+/", page)[0]


@pytest.fixture
def link(sender, ticket) -> str:
    """The path of the link, as the covering cadre gets it."""
    return make_link(sender, ticket)


def test_the_covering_cadre_gets_a_whole_sentence_and_a_picture(sender, ticket, office_phone):
    made = sender.post(f"/cases/tickets/{ticket.pk}/link/")
    page = html.unescape(sender.get(made.url).content.decode())

    sentence = re.search(r'<textarea[^>]*id="link"[^>]*>(.*?)</textarea>', page, re.S)[1]
    for part in (
        ticket.enterprise.name, ticket.title, ticket.number, "张伟", office_phone, "前点开",
    ):  # fmt: skip
        assert part in sentence
    assert re.search(rf"^{settings.SITE_URL}/c/[\w-]{{32}}/$", sentence, re.M)
    assert "<svg" in page
    assert "no-store" in sender.get(made.url).headers["Cache-Control"]


def test_looking_fifty_times_spends_and_revokes_nothing(sender, ticket):
    link = make_link(sender, ticket)
    before = ConfirmationLink.objects.values().get()

    for _ in range(50):
        assert link in sender.get(f"/cases/tickets/{ticket.pk}/link/made/").content.decode()
        sender.get(f"/cases/tickets/{ticket.pk}/link/", headers={"Purpose": "prefetch"})
        assert Client().get(link).status_code == 200

    assert ConfirmationLink.objects.values().get() == before
    assert Client().post(link, {"answer": "solved"}).url == "/c/thanks/"


def test_the_answer_that_was_lost_comes_again_with_the_same_link(sender, ticket):
    path = f"/cases/tickets/{ticket.pk}/link/"
    given = {
        "once": re.findall(r'name="once" value="([^"]+)"', sender.get(path).content.decode())[-1]
    }
    made = sender.post(path, given)
    link = re.search(r"/c/[\w-]+/", sender.get(made.url).content.decode())[0]
    del sender.cookies["enterprise_link"]

    again = sender.post(path, given)

    assert link in sender.get(again.url).content.decode()
    assert ConfirmationLink.objects.count() == 1


def test_it_is_shown_to_nobody_else_and_nowhere_else(signed_in, sender, liaison, caller, ticket):
    link = make_link(sender, ticket)
    shown = f"/cases/tickets/{ticket.pk}/link/made/"
    other = signed_in(caller)
    other.cookies["enterprise_link"] = sender.cookies["enterprise_link"].value

    for browser in (signed_in(liaison), other):
        assert browser.get(shown).url == f"/cases/tickets/{ticket.pk}/link/"
    assert link.strip("/").removeprefix("c/") not in str(sender.cookies["enterprise_link"])


def test_the_handling_unit_never_gets_it(signed_in, handler, ticket):
    answer = signed_in(handler).post(f"/cases/tickets/{ticket.pk}/link/")

    assert answer.status_code == 403
    assert not ConfirmationLink.objects.exists()


def test_who_dispatched_reads_why_another_must_send_it(signed_in, dispatcher, ticket):
    Ticket.objects.filter(pk=ticket.pk).update(dispatched_by=dispatcher.cadre)

    answer = signed_in(dispatcher).get(f"/cases/tickets/{ticket.pk}/link/")

    assert answer.status_code == 403
    assert "请由包联干部或另一位助企办同志发送链接" in answer.content.decode()


def test_it_shows_what_was_asked_and_done_and_chooses_nothing(link, ticket):
    answer = Client().get(link)

    page = answer.content.decode()
    assert ticket.description in page
    assert "变压器已经更换。" in page
    assert "供电方案答复单已送达企业。" in page
    assert "checked" not in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_browser_without_cookies_can_answer(link, ticket):
    client = Client(enforce_csrf_checks=True)

    answer = client.post(link, {"answer": "solved"})

    assert answer.headers["Location"] == "/c/thanks/"
    assert Ticket.objects.get(pk=ticket.pk).state == State.CLOSED
    assert Rating.objects.get(ticket=ticket).satisfaction == ""
    assert not client.cookies


def test_not_solved_brings_it_back_to_the_unit(link, ticket):
    Client().post(link, {"answer": "not_solved", "satisfaction": "dissatisfied"})

    ticket = Ticket.objects.get(pk=ticket.pk)
    assert (ticket.state, ticket.round) == (State.IN_HAND, 2)


def test_no_answer_is_asked_for_again_and_the_comment_stays(link):
    answer = Client().post(link, {"comment": "还有一点问题"})

    assert answer.status_code == 422
    assert "请选择问题是否解决" in answer.content.decode()
    assert "还有一点问题" in answer.content.decode()


@pytest.mark.parametrize(("why", "said", "status"), [
    ("used", "已经用过", 410), ("ended", "已经停用", 410),
    ("expired", "已经过期", 410), ("unknown", "没有这个链接", 404),
])  # fmt: skip
def test_a_closed_link_says_which_it_is_and_whom_to_call(
    sender, link, ticket, office_phone, why, said, status
):
    match why:
        case "used":
            Client().post(link, {"answer": "solved"})
        case "ended":
            make_link(sender, ticket)
        case "expired":
            past = timezone.now() - timedelta(minutes=1)
            ConfirmationLink.objects.update(expires_at=past)
        case "unknown":
            link = "/c/unknown/"

    for answer in (Client().get(link), Client().post(link, {"answer": "not_solved"})):
        page = answer.content.decode()
        assert answer.status_code == status
        assert said in page
        assert sum(word in page for word in ("已经用过", "已经停用", "已经过期")) == (
            why != "unknown"
        )
        assert (office_phone in page) == (why != "unknown")


def test_two_answers_at_once_leave_one(link, ticket):
    Client().post(link, {"answer": "solved"})

    again = Client().post(link, {"answer": "not_solved"})

    assert again.status_code == 410
    assert Ticket.objects.get(pk=ticket.pk).state == State.CLOSED


def test_after_a_call_the_link_is_nothing(signed_in, caller, link, ticket):
    signed_in(caller).post(f"/cases/tickets/{ticket.pk}/call-back/", {"answer": "solved"})

    assert Client().get(link).status_code == 410
