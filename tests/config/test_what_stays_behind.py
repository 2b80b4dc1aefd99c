"""Pages are for one person at one moment, and addresses that go out are the site's own."""

from __future__ import annotations

import pytest
from django.test import Client

from cadres.pages.selectors.addresses import absolute
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


@pytest.fixture
def browser(dispatcher) -> Client:
    client = Client()
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    return client


@pytest.mark.parametrize(
    "path",
    [
        "/cases/tickets/",
        "/cases/tickets/export/",
        "/cadres/me/",
        "/cadres/inbox/",
        "/api/v1/tickets/",
        "/api/v1/me/",
        "/no/such/place/",
    ],
)
def test_nothing_that_is_shown_is_kept_by_a_browser(browser, path):
    assert "no-store" in browser.get(path)["Cache-Control"]


def test_what_is_static_may_be_kept(browser):
    answer = browser.get("/static/cadres/js/site.js")
    answer.close()

    assert answer.status_code == 200
    assert "no-store" not in answer["Cache-Control"]


def test_a_forged_host_changes_no_address_that_goes_out(browser, dispatcher, settings):
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], "https://zhuqi.example"
    TicketFactory.create_batch(2, enterprise__county=dispatcher.county)

    answer = browser.get("/api/v1/tickets/?limit=1", headers={"Host": "evil.example"})

    assert answer.json()["next"].startswith("https://zhuqi.example/api/v1/tickets/?")
    assert absolute("http://evil.example/c/x/?a=1") == "https://zhuqi.example/c/x/?a=1"
