"""A phone in somebody's hand: a browser with a store of its own that can be killed and started."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Playwright

from cadres.models import Cadre
from tests import pictures
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.offline.line import Line, State, passes
from tests.browser.window import PHONE, TELLS, Size, Window
from tests.running import until

# What a browser says of a line that is gone, also where it went in the middle of an answer.
NO_LINE = re.compile(
    r"ERR_(INTERNET_DISCONNECTED|EMPTY_RESPONSE|CONNECTION|FAILED|TIMED_OUT|ABORTED"
    r"|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING)"
)
# What the page says when its own copy stands there.
KEPT = "已加密存在本机"


class PhoneBrowser(Window):
    """A window of a browser whose folder outlives it."""

    def __init__(
        self, driver: Playwright, folder: Path, line: Line, test: str, size: Size = PHONE
    ) -> None:
        self.driver, self.folder, self.line = driver, folder, line
        self.size, self.test, self.address = size, test, line.address
        self.has_scripts = self.has_worker = True
        self.who, self._shots = "phone", 0
        self.errors: list[str] = []
        self.start()

    def start(self) -> None:
        """Take the phone in hand: the browser, with what its folder holds."""
        self.context: BrowserContext = self.driver.chromium.launch_persistent_context(
            self.folder,
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            base_url=self.address,
            viewport={"width": self.size.width, "height": self.size.height},
            is_mobile=self.size.is_phone,
            has_touch=self.size.is_phone,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            accept_downloads=True,
        )
        self.context.add_init_script(TELLS)
        self.page = self.context.pages[0]
        self._watch()

    def _watch(self) -> None:
        self.page.set_default_timeout(30_000)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _heard(self, message) -> None:
        if not NO_LINE.search(message.text):
            super()._heard(message)

    def tab(self) -> PhoneBrowser:
        """Another page of the same browser."""
        other = object.__new__(PhoneBrowser)
        other.__dict__.update(self.__dict__)
        other.page = self.context.new_page()
        other._watch()
        return other

    def only_page(self) -> None:
        """Everything but the first page is closed, and nothing stands between it and the line."""
        for page in self.context.pages[1:]:
            page.close()
        self.page = self.context.pages[0]
        self.line.meets = passes

    def comes(self, condition: Callable[[], bool], patience: float = 40) -> bool:
        """Wait until it is so, while the page goes on; False where it never comes."""
        return until(lambda: self.page.wait_for_timeout(200) or condition(), patience)

    def kill(self) -> None:
        """As a phone does that wants its memory back: without a word."""
        for pid in _processes(self.folder):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with suppress(Exception):
            self.context.close()
        # The next one must not find the store in the hands of one that is still dying.
        assert until(lambda: not _processes(self.folder))

    def close(self) -> None:
        with suppress(Exception):
            self.context.close()

    def lose_line(self) -> None:
        self.line.state = State.DEAD
        self.context.set_offline(True)

    def find_line(self, state: State = State.GOOD) -> None:
        self.line.state = state
        self.context.set_offline(False)

    def notice_line(self) -> None:
        """What its system says when a line is there again: the page tries at once, instead of after
        its pause. How long the pauses are is for the tests of their rules (queue.test.mjs)."""
        self.page.evaluate("() => window.dispatchEvent(new Event('online'))")

    def come_in_over_it(self, cadre: Cadre) -> None:
        """Until the line lets it through, as a person would."""
        for _ in range(20):
            with suppress(Error):
                self.come_in(cadre)
                if self.page.locator("body[data-viewer]").count():
                    return
        raise AssertionError("nobody could come in over this line")

    def install(self) -> None:
        """Once on the page that starts without a line, until all it needs lies on the phone."""
        self.go("/offline/")
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        self.waits_for("恒信达艾草制品有限公司")

    def open(self, place: str) -> None:
        """A place of the page without a line."""
        self.go(f"/offline/#{place}")
        self.page.wait_for_selector(f"[data-offline-view][data-at='{place}'] h1")

    def contact(self, enterprise: int, words: str, *problems: str, photos: int = 0) -> None:
        """Log a contact; the photos belong to its first problem."""
        self.open(f"/enterprises/{enterprise}/contact")
        self.fill("情况摘要", words)
        for number, problem in enumerate(problems):
            self.press("＋ 企业提出了问题")
            part = self.page.locator(f"[data-problem='{number}']")
            part.locator("textarea").fill(problem)
            part.locator("select").select_option(index=1)
            if number == 0:
                self.photograph(f"[data-problem='{number}']", photos)
        self.press("保存")
        # What came of it: that it waits, and where there is a line soon that it was received.
        self.page.wait_for_selector("[data-kept]")
        self.page.wait_for_selector("[data-saving]", state="detached")

    def photograph(self, within: str, count: int) -> None:
        for number in range(count):
            chosen = {
                "name": f"现场{number}.jpg",
                "mimeType": "image/jpeg",
                "buffer": pictures.photo(300 + number, 200),
            }
            self.page.set_input_files(f"{within} input[type=file]", chosen)
            self.page.locator(f"{within} .files-one").nth(number).wait_for()

    def sends_all(self) -> None:
        """Open the list anew, as whoever cannot wait does, until nothing waits any more."""
        self.open("/unsent")
        self.page.reload()
        self.waits_for("未发送（0）")

    def unsent(self) -> int:
        """How many wait, as the list says."""
        self.open("/unsent")
        self.page.wait_for_selector("h1:has-text('未发送')")
        return int(re.findall(r"\d+", self.page.inner_text("h1"))[0])


def _processes(folder: Path) -> list[int]:
    """The browser of this folder; its children go with it."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = place.read_bytes().decode(errors="replace")
            if f"--user-data-dir={folder}" in words:
                found.append(int(place.parent.name))
    return found
