"""A page is compressed only where its length tells nobody what else is written in it."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from config.requests.compression import NEVER, is_safe
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def browser(dispatcher) -> Client:
    client = Client(headers=GZIP)
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    return client


def encoding(answer) -> str:
    return answer.headers.get("Content-Encoding", "")


@pytest.mark.parametrize("path", ["/", "/cases/tickets/", "/cadres/me/", "/cadres/inbox/"])
def test_a_page_that_was_asked_for_by_its_address_alone_is_compressed(browser, path):
    answer = browser.get(path)

    assert (answer.status_code, encoding(answer)) == (200, "gzip")
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_the_sign_in_page_is_compressed():
    assert encoding(Client(headers=GZIP).get("/cadres/sign-in/")) == "gzip"


@pytest.mark.parametrize(
    "path",
    [
        "/cases/tickets/?q=变压器",
        "/cases/tickets/?page=1",
        "/cadres/sign-in/?next=/cases/",
        "/no/such/place/",
        "/api/v1/me/",
        "/leads/",
        "/drop/",
    ],
)
def test_what_repeats_words_of_its_request_or_holds_secrets_is_not(browser, path):
    assert encoding(browser.get(path)) == ""


def test_what_answers_a_form_is_not(browser):
    answer = browser.post("/cadres/me/password/", {"old_password": "x"})

    assert answer.status_code in {200, 422}
    assert encoding(answer) == ""


@pytest.mark.parametrize("part", NEVER)
def test_no_page_of_these_parts_is(part):
    request = RequestFactory().get(f"{part}anything/")
    page = Client().get("/cadres/sign-in/")

    assert not is_safe(request, page)


def test_two_compressed_answers_carry_no_common_token(browser, dispatcher):
    """The token of forms is masked anew for each answer, so its length can be guessed by nobody."""
    TicketFactory(enterprise__county=dispatcher.county)
    plain = {"Accept-Encoding": ""}

    first, second = (
        browser.get("/cadres/me/password/", headers=plain).context["csrf_token"] for _ in range(2)
    )

    assert str(first) != str(second)
