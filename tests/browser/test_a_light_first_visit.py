"""A cadre in a village, an empty cache and a thin line: from the sign-in page to 今日."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.browser.window import PHONE, Window
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.browser
MOST_REQUESTS = 8
MOST_BYTES = 90_000
# The page itself once more, and all that is fetched after it stands.
MOST_LATER = 60_000
SOME = 5


@dataclass
class Line:
    """What goes over the line, as the browser itself counts it: heads and bodies, as they come."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    bytes: int = 0

    @property
    def requests(self) -> list[str]:
        """What was really asked for; what the browser had kept is not."""
        return [what for number, what in self.asked if number not in self.kept]

    def watch(self, window: Window) -> None:
        session = window.context.new_cdp_session(window.page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.requestServedFromCache", self._kept)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._arrived)

    def _sent(self, event) -> None:
        """A redirect goes on under the number of its request; its own answer is told here."""
        if event["request"]["url"].startswith("data:"):  # stands in the style sheet itself
            return
        what = f"{event['request']['method']} {event['request']['url']}"
        self.asked.append((event["requestId"], what))
        self.bytes += int(event.get("redirectResponse", {}).get("encodedDataLength", 0))

    def _kept(self, event) -> None:
        self.kept.add(event["requestId"])

    def _answered(self, event) -> None:
        if event["response"].get("fromDiskCache"):
            self.kept.add(event["requestId"])

    def _arrived(self, event) -> None:
        self.bytes += int(event["encodedDataLength"])


def test_the_way_to_the_first_page_takes_few_requests_and_few_bytes(opened, here):
    for _ in range(SOME):
        TicketFactory(enterprise=here.enterprise, filed_by=here.liaison.cadre)
    window, line = opened(size=PHONE), Line()
    line.watch(window)

    window.sign_in(here.liaison.cadre)
    window.page.wait_for_load_state("networkidle")
    # What works without a line comes once the page stands, and is measured below.
    requests, size = line.requests, line.bytes

    window.look()
    assert window.page.locator(".phone-bar [aria-current=page]").inner_text() == "今日"
    assert len(requests) <= MOST_REQUESTS, "\n".join(requests)
    assert size <= MOST_BYTES, f"{size} bytes\n" + "\n".join(requests)


def _left(window: Window) -> None:
    """The first page has come and is gone: nothing that it would ask for later is counted."""
    window.page.goto("about:blank")


def test_what_works_without_a_line_comes_later_and_is_light(opened, here):
    window, line = opened(here.liaison, PHONE), Line()
    _left(window)
    line.watch(window)

    with window.page.expect_response("**/api/v1/sync/portfolio/**"):
        window.go("/")
    window.page.wait_for_load_state("networkidle")

    scripts = [one for one in line.requests if "offline" in one]
    assert len(scripts) == 1
    assert line.bytes <= MOST_LATER, f"{line.bytes} bytes\n" + "\n".join(line.requests)


def test_a_second_page_asks_for_nothing_but_itself(opened, here):
    window, line = opened(here.liaison, PHONE), Line()
    _left(window)
    line.watch(window)

    window.go("/cases/tickets/")
    window.page.wait_for_load_state("networkidle")

    assert line.requests == [f"GET {window.address}/cases/tickets/"]
