"""The secret link of a report: where the matter is, looked at for nothing, answered by a press."""

from __future__ import annotations

import logging
import re

import pytest
from django.test import Client

from cases.models import ConfirmationLink, ScanReport, Ticket
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.results import approve_ticket, content_digest, resolve_ticket
from config.requests.secret_addresses import SecretAddresses, hidden
from enterprises.register.services.gate_codes import issue_code
from tests import scanned

pytestmark = pytest.mark.django_db
LINK = re.compile(r"(/f/[\w-]+/)")


@pytest.fixture
def gate(enterprise, dispatcher):
    return f"/q/{issue_code(enterprise, actor=dispatcher.viewer_now()).token}/"


@pytest.fixture
def follow(gate):
    """The link that stood on the page after the report."""
    return LINK.search(scanned.report(gate).content.decode())[1]


def page(address) -> str:
    return Client().get(address).content.decode()


def test_it_says_number_state_unit_and_the_promised_day(follow, handler, dispatcher):
    ticket = Ticket.objects.get()
    before = page(follow)
    office = dispatcher.viewer_now()
    dispatch_ticket(ticket, actor=office, unit=handler.unit, handling_class=HandlingClass.GENERAL,
                    note="先别告诉企业。")  # fmt: skip
    accept_ticket(ticket, actor=handler.viewer_now())

    after = page(follow)

    assert ticket.number in before
    assert "正在安排由哪个单位来办" in before
    assert "县供电公司正在办理" in after
    assert "前办结" in after
    assert scanned.SAID in after
    for inside in ("先别告诉企业", dispatcher.cadre.name, handler.cadre.name, "张伟"):
        assert inside not in after


def test_only_a_digest_of_it_is_kept(follow):
    token = follow.split("/")[2]
    kept = str(ScanReport.objects.values_list())

    assert token not in kept


def test_looking_fifty_times_spends_nothing(follow):
    pages = {page(follow).count("编号") for _ in range(50)}

    assert len(pages) == 1
    assert not ConfirmationLink.objects.exists()


@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_the_answer_is_opened_by_a_press_alone(follow, method):
    assert getattr(Client(), method)(f"{follow}answer/").status_code == 405
    assert not ConfirmationLink.objects.exists()


def test_from_it_the_result_is_confirmed(follow, handler, head, dispatcher, done_measure):
    ticket = Ticket.objects.get()
    ticket = dispatch_ticket(
        ticket, actor=dispatcher.viewer_now(), unit=handler.unit, handling_class="general"
    )
    ticket = accept_ticket(ticket, actor=handler.viewer_now())
    done_measure(ticket)
    ticket = resolve_ticket(ticket, actor=handler.viewer_now(), result="变压器已经更换。")
    approve_ticket(ticket, actor=head.viewer_now(), digest=content_digest(ticket))
    enterprise = Client(enforce_csrf_checks=True)
    assert "变压器已经更换" in page(follow)

    led = enterprise.post(f"{follow}answer/")
    answered = enterprise.post(led.url, {"answer": "not_solved", "remains": "还在跳闸。"})

    assert led.url.startswith("/c/")
    assert answered.url == "/c/thanks/"
    assert Ticket.objects.get().round == 2
    assert "县供电公司正在办理" in page(follow)


def test_a_link_that_is_none_is_missing(db):
    answer = Client().get("/f/nothing-of-the-kind-at-all/")

    assert answer.status_code == 404


def test_it_travels_nowhere(follow):
    answer = Client().get(follow)
    title = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.S)[1]

    assert answer["Referrer-Policy"] == "no-referrer"
    assert told_by_the_page(answer) == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert follow.split("/")[2] not in title


def test_one_time_links_travel_nowhere_either(follow):
    led = Client().post(f"{follow}answer/")

    answer = Client().get(led.url)
    assert answer["Referrer-Policy"] == told_by_the_page(answer) == "no-referrer"


def told_by_the_page(answer) -> str:
    """Browsers go by the page where it says otherwise than the header."""
    return re.search(r'<meta name="referrer" content="(.*?)">', answer.content.decode())[1]


@pytest.mark.parametrize("place", ["f", "c"])
def test_no_line_of_the_log_holds_the_secret(place):
    said = f"Internal Server Error: /{place}/ZjRkMmE1secret-token/withdraw/"
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s", (said,), None)

    assert SecretAddresses().filter(record)

    assert record.getMessage() == f"Internal Server Error: /{place}/…/withdraw/"
    assert hidden("GET /cases/tickets/7/") == "GET /cases/tickets/7/"
