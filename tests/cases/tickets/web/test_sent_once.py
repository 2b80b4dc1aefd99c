"""What people send about a problem is taken once: with an account and without, with htmx or not."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Measure, Rating, ScanReport, Ticket, TicketEvent
from cases.tickets.rules.workflow import Action
from cases.tickets.services.closing.closing import issue_link
from enterprises.register.services.gate_codes import PublicWords, issue_code
from tests import scanned
from tests.cases.signed_in_pages import PDF, upload
from tests.factories.cases import CategoryFactory
from tests.fresh import set_office_line

pytestmark = pytest.mark.django_db
KEY = re.compile(r'name="once" value="([^"]+)"')


def key_on(client, path) -> str:
    return KEY.findall(client.get(path).content.decode())[-1]


@pytest.fixture
def gate(covered, liaison, dispatcher):
    words = PublicWords("南召县万人助万企活动办公室", "0377-66900000", 5, "县助企办设定")
    set_office_line(covered.county, words, actor=dispatcher.viewer_now())
    return f"/q/{issue_code(covered, actor=liaison.viewer_now()).token}/"


def test_a_complaint_at_the_gate_is_filed_once(gate):
    visitor = Client(enforce_csrf_checks=True)
    given = scanned.given(once=key_on(visitor, gate))

    first, again = visitor.post(gate, given), visitor.post(gate, given)
    opened_anew = visitor.post(gate, scanned.given(once=key_on(visitor, gate)))

    assert first.content == again.content
    ticket = Ticket.objects.get()
    for answer in (first, opened_anew):
        assert "已经收到" in answer.content.decode()
        assert ticket.number in answer.content.decode()
    # The page opened anew has a link of its own, to the same matter.
    assert ScanReport.objects.filter(ticket=ticket).count() == 2
    assert set(visitor.cookies) == {"scan"}
    assert visitor.get(f"/once/{given['once']}/", {"path": gate}).json()["state"] == "done"
    assert visitor.get(f"/once/{given['once']}/", {"path": "/q/OTHER/"}).json()["state"] == "absent"


def test_an_answer_that_was_lost_is_thanked_for_and_not_refused(
    handler, covered, make, done_measure, liaison
):
    ticket = make("unconfirmed", handler.unit, result="变压器已经更换。")
    done_measure(ticket)
    path = f"/c/{issue_link(ticket, actor=liaison.viewer_now())}/"
    enterprise = Client(enforce_csrf_checks=True)
    given = {"answer": "solved", "once": key_on(enterprise, path)}

    first, again = enterprise.post(path, given), enterprise.post(path, given)

    assert first.url == again.url == reverse("cases:confirm-thanks")
    assert Rating.objects.count() == 1


def test_a_problem_with_a_file_is_filed_once(signed_in, liaison, covered):
    category = CategoryFactory()
    client = signed_in(liaison)
    path = f"{reverse('cases:ticket-new')}?enterprise={covered.pk}"
    given = {"category": category.pk, "description": "用电不足", "source": "visit"}
    given["once"] = key_on(client, path)

    def send(content=PDF):
        return client.post(path, given | {"uploads": upload("现场.pdf", content)})

    first, again = send(), send()

    assert first.status_code == again.status_code == 302
    assert first.url == again.url
    assert send(PDF + b"more").status_code == 409
    assert Ticket.objects.get().attachments.count() == 1


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("note", {"note": "已到现场查看。"}),
        ("measure", {"text": "更换变压器", "owner_name": "王强"}),
    ],
)
def test_over_htmx_a_second_press_shows_the_ticket_as_it_is_now(
    signed_in, handler, make, verb, words
):
    ticket = make("in_hand", handler.unit)
    client = signed_in(handler)
    path = f"/cases/tickets/{ticket.pk}/{verb}/"
    given = words | {"once": key_on(client, path)}

    first, again = (client.post(path, given, headers={"HX-Request": "true"}) for _ in range(2))

    assert first.status_code == 200, first.content.decode()
    assert again["HX-Redirect"] == f"/cases/tickets/{ticket.pk}/"
    action = Action.NOTE if verb == "note" else Action.MEASURE
    assert TicketEvent.objects.filter(ticket=ticket, action=action).count() == 1
    assert Measure.objects.count() == (verb == "measure")
