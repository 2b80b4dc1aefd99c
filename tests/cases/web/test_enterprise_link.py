"""The enterprise's page: no account, one question, one answer; afterwards the link is nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import ConfirmationLink, Rating, Ticket
from cases.rules.workflow import State


@pytest.fixture
def ticket(handler, covered, make, done_measure):
    made = make("unconfirmed", handler.unit, result="变压器已经更换。")
    done_measure(made)
    return made


@pytest.fixture
def link(signed_in, liaison, ticket) -> str:
    """The path of the link, as the covering cadre gets it."""
    answer = signed_in(liaison).post(f"/cases/tickets/{ticket.pk}/link/")
    return re.search(r"/c/[\w-]+/", answer.content.decode())[0]


def test_the_covering_cadre_gets_it_once_as_text_and_as_a_picture(signed_in, liaison, ticket):
    answer = signed_in(liaison).post(f"/cases/tickets/{ticket.pk}/link/")

    page = answer.content.decode()
    assert re.search(r'value="http://testserver/c/[\w-]{32}/"', page)
    assert "<svg" in page
    assert "no-store" in answer.headers["Cache-Control"]


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
    assert answer.headers["Referrer-Policy"] == "same-origin"


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


def test_used_ended_expired_and_unknown_links_look_the_same(signed_in, liaison, link, ticket):
    def closed(path: str) -> str:
        answer = Client().get(path)
        assert answer.status_code == 404
        return answer.content.decode()

    unknown = closed("/c/unknown/")
    newer = signed_in(liaison).post(f"/cases/tickets/{ticket.pk}/link/").content.decode()
    ended = closed(link)
    second = re.search(r"/c/[\w-]+/", newer)[0]
    open_link = ConfirmationLink.objects.get(ended_at__isnull=True)
    ConfirmationLink.objects.filter(pk=open_link.pk).update(
        expires_at=timezone.now() - timedelta(minutes=1)
    )
    expired = closed(second)
    ConfirmationLink.objects.filter(pk=open_link.pk).update(expires_at=open_link.expires_at)
    Client().post(second, {"answer": "solved"})

    assert unknown == ended == expired == closed(second)
    assert "联系包联干部或县助企办重新发送" in unknown


def test_two_answers_at_once_leave_one(link, ticket):
    Client().post(link, {"answer": "solved"})

    again = Client().post(link, {"answer": "not_solved"})

    assert again.status_code == 404
    assert Ticket.objects.get(pk=ticket.pk).state == State.CLOSED


def test_after_a_call_the_link_is_nothing(signed_in, caller, link, ticket):
    signed_in(caller).post(f"/cases/tickets/{ticket.pk}/call-back/", {"answer": "partly"})

    assert Client().get(link).status_code == 404
