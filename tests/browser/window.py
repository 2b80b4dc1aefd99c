"""A browser window of one person, and everything that no page may show."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Locator

from tests.cast import Person
from tests.running import PASSWORD

AXE = settings.BASE_DIR / "node_modules/axe-core/axe.min.js"
# The whole page where nothing is known of its like; else the parts in sight of which no kind is
# known, with whatever lies within them.
JUDGE = """async (known) => {
  const kind = (one) => `${one.tagName}.${one.getAttribute("class") || ""}`;
  const isFresh = (one) => !known?.includes(kind(one)) && one.checkVisibility();
  const fresh = new Set([...document.querySelectorAll("body *")].filter(isFresh));
  const within = (one) => one && (fresh.has(one) || within(one.parentElement));
  const outer = [...fresh].filter((one) => !within(one.parentElement));
  const where = known ? { include: outer } : document;
  const options = { resultTypes: ["violations"] };
  const { violations } = fresh.size ? await axe.run(where, options) : { violations: [] };
  const faults = violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  return { kinds: [...new Set([...fresh].map(kind))], faults };
}"""
INLINE = """() => [...document.querySelectorAll(
  "style, script:not([src]):not([type='application/json']), [onclick], [onchange], [onsubmit]"
)].map((one) => one.outerHTML.slice(0, 160))"""
WIDER = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const wide = [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > most + 1);
  return ["wider than the screen", ...wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 160))];
}"""
# The kinds of parts that were judged on pages of an address, at a size.
_judged: dict[tuple[str, str], list[str]] = {}
# Words of other languages that the office itself uses, and names of devices.
OFFICE_WORDS = frozenset("Excel Word PPT PDF OFD WPS CSV MB KB Chrome Linux".split())
LATIN = re.compile(r"(?<![0-9A-Za-z_.])[A-Za-z_]{2,}(?![0-9A-Za-z_])")
# The browser's own line for an answer of 4xx, and htmx's: both are expected where one is.
EXPECTED = re.compile(r"status of 4\d\d|Response Status Error Code 4\d\d")


class Size(NamedTuple):
    name: str
    width: int
    height: int

    @property
    def is_phone(self) -> bool:
        return self.width < 600


PHONE = Size("phone", 390, 844)
DESKTOP = Size("desktop", 1440, 900)


class Window:
    """Keeps what the console said and what was wrong on each page that it looked at."""

    def __init__(
        self, browser: Browser, address: str, size: Size, test: str, *, scripts: bool = True
    ) -> None:
        self.size, self.test, self.address = size, test, address
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": size.width, "height": size.height},
            is_mobile=size.is_phone,
            has_touch=size.is_phone,
            java_script_enabled=scripts,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        self.has_scripts = scripts
        if scripts:
            # Over the wire once; sent to every page anew it costs as much as the page itself.
            self.context.add_init_script(path=AXE)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.errors: list[str] = []
        self.who = "guest"
        self._shots = 0
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def sign_in(self, person: Person) -> None:
        self.sign_in_as(person.cadre.account)
        self.who = person.cadre.name

    def sign_in_as(self, account: str) -> None:
        """Through the page, as everybody does."""
        self.go("/cadres/sign-in/")
        self.fill("账号或手机号", account)
        self.fill("密码", PASSWORD)
        self.press("登录")
        self.page.wait_for_selector(".site-header")
        self.who = account

    def resize(self, size: Size) -> None:
        if size != self.size:
            self.size = size
            self.page.set_viewport_size({"width": size.width, "height": size.height})

    def go(self, path: str) -> int:
        """Open an address; return what it answered."""
        answer = self.page.goto(path)
        return answer.status if answer else 0

    def press(self, words: str, **more: Any) -> None:
        """Press the button or link of these words, as a finger or a mouse would."""
        found = self.button(words, **more)
        if self.size.is_phone:
            found.tap()
        else:
            found.click()

    def button(self, words: str, within: str = "body", exact: bool = True) -> Locator:
        inside = self.page.locator(within)
        by_role = inside.get_by_role("button", name=words, exact=exact)
        return by_role.or_(inside.get_by_role("link", name=words, exact=exact)).first

    def fill(self, label: str, words: str) -> None:
        self.field(label).fill(words)

    def field(self, label: str) -> Locator:
        named = self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}"))
        return named.and_(self.page.locator("input, textarea, select")).first

    def choose(self, words: str) -> None:
        """Choose one of several answers by its first words."""
        begins = re.compile(rf"^\s*{re.escape(words)}")
        self.page.locator("label.choice").filter(has_text=begins).first.click()

    def waits_for(self, words: str) -> None:
        """Wait until the page says so."""
        self.page.get_by_text(words).first.wait_for()

    @property
    def text(self) -> str:
        return str(self.page.inner_text("body"))

    @property
    def unread(self) -> int:
        """What the bell says."""
        bell = self.page.locator(".tool-count")
        return int(bell.inner_text()) if bell.count() else 0

    def faults(self, judged: bool = True) -> list[str]:
        """Return everything on this page that none may have; its picture goes to SCREENSHOTS.

        Unless `judged`, what helps those who see or hear little is not gone through again.
        """
        self.page.wait_for_load_state()
        self._picture()
        found = [*self._words(), *self.page.evaluate(INLINE), *self.page.evaluate(WIDER)]
        if self.has_scripts and judged:
            found += self._judge()
        heard, self.errors = self.errors, []
        return [f"{self.page.url} ({self.size.name}, {self.who}): {f}" for f in (*found, *heard)]

    def _judge(self) -> list[str]:
        """Judge the first page of an address and a size, then what is of a new kind on others."""
        place = re.sub(r"\d+", "#", self.page.url.removeprefix(self.address).split("?")[0])
        key = (self.size.name, place)
        judged = self.page.evaluate(JUDGE, _judged.get(key))
        _judged.setdefault(key, []).extend(judged["kinds"])
        return list(judged["faults"])

    def look(self) -> None:
        """Look at the page as it stands now."""
        found = self.faults()
        assert not found, "\n".join(found)

    def close(self) -> None:
        self.context.close()

    def _words(self) -> list[str]:
        """Words that are not the office's: English, names of states, empty values."""
        return sorted(set(LATIN.findall(f"{self.page.title()} {self.text}")) - OFFICE_WORDS)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self.errors.append(message.text)

    def _picture(self) -> None:
        folder = os.environ.get("SCREENSHOTS")
        if not folder:
            return
        self._shots += 1
        where = Path(folder, self.size.name)
        where.mkdir(parents=True, exist_ok=True)
        place = re.sub(r"\W+", "-", self.page.url.removeprefix(self.address)).strip("-")[:50]
        name = f"{self.test}-{self.who}-{self._shots:02d}-{place}.png"
        self.page.screenshot(path=where / name, full_page=True)
