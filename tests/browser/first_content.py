"""How soon something stands on a phone: at a first visit, at later ones, and without a line.

No part of `make test`, for a busy machine makes every page slow. It prints a table, the best and
the middle of some rounds, and fails where the best is over its limit (docs/speed.md).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from statistics import median

import pytest
from playwright.sync_api import Page

from tests.browser.offline.line import Line
from tests.browser.offline.phone_browser import PhoneBrowser
from tests.browser.window import PHONE, Window
from tests.factories.cases import TicketFactory

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
ROUNDS = int(os.environ.get("ROUNDS", "5"))
# "Fast 4G" of Chromium's own tools: nine tenths of 9 and 1.5 Mbit/s, 165 ms there and back.
FAST_4G = {
    "offline": False,
    "latency": 165,
    "downloadThroughput": 9_000_000 / 8 * 0.9,
    "uploadThroughput": 1_500_000 / 8 * 0.9,
}
SLOWER_PROCESSOR = 4
# Milliseconds to the first content.
COLD, WARM, WITHOUT_LINE = 1500, 700, 700
FIRST_CONTENT = """() => new Promise((done) => {
  new PerformanceObserver((list) => {
    const [found] = list.getEntriesByName("first-contentful-paint");
    if (found) done(found.startTime);
  }).observe({ type: "paint", buffered: true });
})"""
STOP_WORKERS = "ServiceWorker.stopAllWorkers"


def slowed(page: Page, *, has_line: bool = True) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    if has_line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", FAST_4G)


def first_content(page: Page, address: str) -> float:
    """Milliseconds from asking for the page to its first word on the screen."""
    page.goto(address, wait_until="commit")
    return float(page.evaluate(FIRST_CONTENT))


def judge(name: str, limit: float, measure: Callable[[], float]) -> None:
    rounds = sorted(measure() for _ in range(ROUNDS))
    said = f"best {rounds[0]:.0f}, middle {median(rounds):.0f}, at most {limit:.0f} ms"
    print(f"\n{name}: {said}")
    assert rounds[0] <= limit, f"{name}: {said}"


@pytest.fixture
def visitor(opened) -> Callable[..., Window]:
    def come(*person) -> Window:
        window = opened(*person, size=PHONE)
        window.page.goto("about:blank")
        slowed(window.page)
        return window

    return come


def test_a_first_visit_with_an_empty_cache(visitor):
    def cold() -> float:
        window = visitor()
        found = first_content(window.page, "/cadres/sign-in/")
        window.close()
        return found

    judge("sign-in, cold", COLD, cold)


@pytest.mark.parametrize("place", ["today", "enterprise", "contact"])
def test_pages_of_the_phone_cold_and_warm(visitor, here, place):
    for _ in range(5):
        TicketFactory(enterprise=here.enterprise, filed_by=here.liaison.cadre)
    firm = here.enterprise.pk
    address = {
        "today": "/",
        "enterprise": f"/enterprises/{firm}/",
        "contact": f"/enterprises/visits/new/{firm}/",
    }[place]
    window = visitor(here.liaison)
    session = window.context.new_cdp_session(window.page)

    def cold() -> float:
        window.page.goto("about:blank")
        session.send("Network.clearBrowserCache")
        return first_content(window.page, address)

    def warm() -> float:
        window.page.goto("about:blank")
        return first_content(window.page, address)

    judge(f"{place}, cold", COLD, cold)
    judge(f"{place}, warm", WARM, warm)


def test_an_installed_start_without_a_line(driver, site, here, tmp_path):
    line = Line(site.address)
    phone = PhoneBrowser(driver, tmp_path / "phone", line, "first content")
    try:
        phone.come_in(here.liaison.cadre)
        phone.install()
        phone.lose_line()
        slowed(phone.page, has_line=False)
        session = phone.context.new_cdp_session(phone.page)
        session.send("ServiceWorker.enable")

        def without_line() -> float:
            phone.page.goto("about:blank")
            session.send(STOP_WORKERS)
            return first_content(phone.page, "/offline/")

        judge("installed, without a line", WITHOUT_LINE, without_line)
    finally:
        phone.close()
        line.close()
