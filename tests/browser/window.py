"""A browser window of one person, and everything that no page may show."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Route

from cadres.models import Cadre
from tests.running import PASSWORD, signed_in

AXE = settings.BASE_DIR / "node_modules/axe-core/axe.min.js"
# What a part is, and how its words stand out: from all that lies behind them, to the first opaque
# ground, and through every veil. A part in sight is fresh where no such kind is known, and pale
# where no such look is. What stands around every page's own part is the frame.
PARTS = """
  const kind = (one) => `${one.tagName}.${one.getAttribute("class") || ""}`;
  const asked = new Map();
  const once = (one, what) => asked.get(one) ?? asked.set(one, what(one)).get(one);
  const ground = (one) => {
    if (!one) return { behind: "", veils: "" };
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(one);
    const isOpaque = /^rgb\\(/.test(backgroundColor) && backgroundImage === "none";
    const above = once(one.parentElement, ground);
    const behind = `${backgroundColor} ${backgroundImage} ${isOpaque ? "" : above.behind}`;
    return { behind, veils: opacity === "1" ? above.veils : `${opacity} ${above.veils}` };
  };
  const look = (one) => {
    const { color, fontSize, fontWeight } = getComputedStyle(one);
    const isLarge = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
    const { behind, veils } = once(one, ground);
    return `${color} ${isLarge} ${behind} ${veils}`;
  };
  const hasWords = (one) => one.matches("input, select, textarea")
    || [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const [kinds, frame, looks] = known.map((some) => new Set(some));
  const isOfFrame = (one) => !one.closest("main");
  const isKnown = (one) => kinds.has(kind(one)) || (frame.has(kind(one)) && isOfFrame(one));
  const isFresh = (one) => !isKnown(one) && one.checkVisibility();
  const isPale = (one) => hasWords(one) && !looks.has(look(one)) && one.checkVisibility();
"""
# All that is looked at on a page, in one question: each further one is a way there and back. The
# whole page is judged where no kind is known of its like; else the fresh parts, with whatever lies
# within them. Of a few pale parts of each look whether their words can be read: of hundreds axe
# asks for each whether it lies within each. What judges is long: where a window has brought it to
# one page, it waits there for the next ones.
LOOKED = f"""async ([given, source]) => {{
  const {{ known, judges }} = JSON.parse(given);
  {PARTS}
  const CONTRAST = "color-contrast";
  const keep = () => {{
    try {{
      if (source) sessionStorage.setItem("axe", source);
      return source || sessionStorage.getItem("axe");
    }} catch {{
      return source;  // a page without an address keeps nothing
    }}
  }};
  const bring = () => {{
    const kept = "axe" in window ? "" : keep();
    if (kept) (0, eval)(kept);
    return "axe" in window;
  }};
  const shown = (some) => some.map((one) => one.outerHTML.slice(0, 160));
  const all = [...document.querySelectorAll("body *")];
  const most = document.documentElement.clientWidth;
  const isWider = document.documentElement.scrollWidth > most;
  const sticksOut = (one) => one.getBoundingClientRect().right > most + 1;
  const inline = [...document.querySelectorAll(
    "style, script:not([src]):not([type='application/json']), [onclick], [onchange], [onsubmit]"
  )];
  const seen = {{
    text: `${{document.title}} ${{document.body.innerText}}`,
    inline: shown(inline),
    wider: isWider ? ["wider than the screen", ...shown(all.filter(sticksOut).slice(0, 3))] : [],
    known: [[], [], []], faults: [], isUnjudged: false,
  }};
  const fresh = new Set(judges ? all.filter(isFresh) : []), alike = new Map();
  const nth = (one) => alike.set(look(one), (alike.get(look(one)) ?? 0) + 1).get(look(one));
  const pale = judges ? all.filter((one) => isPale(one) && nth(one) <= 3) : [];
  if (!fresh.size && !pale.length) return seen;
  if (!bring()) return {{ ...seen, isUnjudged: true }};
  const within = (one) => one && (fresh.has(one) || within(one.parentElement));
  const outer = [...fresh].filter((one) => !within(one.parentElement));
  // Nobody reads the selectors of what is found, and no rule that is on reads style sheets.
  const preload = {{ assets: ["media"] }};
  const usual = {{ resultTypes: ["violations"], selectors: false, preload }};
  const ask = async (where, options) =>
    (await axe.run(where, {{ ...usual, ...options }})).violations;
  // What a rule finds weighs as much as the rule: a mild one finds nothing serious.
  const isApart = (one) => ["minor", "moderate"].includes(one.impact) || one.id === CONTRAST;
  const apart = axe._audit.rules.filter(isApart).map((one) => [one.id, {{ enabled: false }}]);
  const anything = {{ rules: Object.fromEntries(apart) }};
  // A page may go on while it is judged: what it takes away is neither judged nor known.
  const there = (some) => [...some].filter((one) => one.isConnected);
  const judged = async (some, options) =>
    there(some).length ? ask({{ include: there(some) }}, options) : [];
  const found = [
    ...(kinds.size || !fresh.size ? await judged(outer, anything) : await ask(document, anything)),
    ...(await judged(pale, {{ runOnly: [CONTRAST] }})),
  ];
  const faults = found
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${{one.id}}: ${{one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}}`);
  const each = (some, what) => [...new Set(there(some).map(what))];
  const around = [...fresh].filter(isOfFrame);
  return {{ ...seen, known: [each(fresh, kind), each(around, kind), each(pale, look)], faults }};
}}"""
# The kinds of parts that were judged on pages of an address, those of the frame and the looks of
# words on any.
_kinds: dict[str, list[str]] = {}
_frame: list[str] = []
_looks: list[str] = []
# Words of other languages that the office itself uses, names of devices, and initials that stand
# as an example.
OFFICE_WORDS = frozenset("Excel Word PPT PDF OFD WPS CSV MB KB Chrome Linux Safari hyjc".split())
# Words may stand on a page before anything on it listens, and what htmx brings listens a moment
# after it stands there. Whoever presses or types that soon, as no person does, is not heard.
TELLS = """
  addEventListener("load", () => document.documentElement.setAttribute("data-listens", ""));
"""
LISTENS = "html[data-listens]:not(:has(.htmx-swapping, .htmx-added, .htmx-settling))"
# A digest as checkpoints write it, in base64: no words, whatever stands in it.
DIGEST = re.compile(r"[0-9A-Za-z+/]{43}=")
LATIN = re.compile(r"(?<![0-9A-Za-z_.])[A-Za-z_]{2,}(?![0-9A-Za-z_])")
# The browser's own line for an answer of 4xx, and htmx's: both are expected where one is; and the
# driver's, where a window is to have no service worker.
EXPECTED = re.compile(
    r"status of 4\d\d|Response Status Error Code 4\d\d|registration blocked by Playwright"
)


# A page is told to come again a little later, where others read their portfolio just then.
COME_AGAIN, PORTFOLIO = "status of 503", "/api/v1/sync/portfolio/"


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

    _is_expected = False

    def __init__(
        self,
        browser: Browser,
        address: str,
        size: Size,
        test: str,
        *,
        scripts: bool = True,
        has_worker: bool = True,
    ) -> None:
        self.size, self.test, self.address = size, test, address
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": size.width, "height": size.height},
            is_mobile=size.is_phone,
            has_touch=size.is_phone,
            java_script_enabled=scripts,
            service_workers="allow" if has_worker else "block",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        self.has_scripts, self.has_worker = scripts, has_worker
        self.context.add_init_script(TELLS)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.errors: list[str] = []
        self.who = "guest"
        self._shots = 0
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def meet(self, requests: str, take: Callable[[Route], None]) -> None:
        """Have requests to these addresses taken by the test.

        Of a page that has a service worker the browser does not tell of all that is sent.
        """
        assert not self.has_worker, "Open this window without a service worker."
        self.page.route(requests, take)

    @property
    def page(self) -> Page:
        """What stands in the window: of somebody who has gone nowhere yet, their first page."""
        if self._is_expected:
            self._goes_to_first_page()
        return self._page

    @page.setter
    def page(self, page: Page) -> None:
        self._page = page

    def come_in(self, cadre: Cadre) -> None:
        """With a session as signing in leaves it: how one signs in is for the tests of that."""
        self.expect(cadre)
        self._goes_to_first_page()

    def expect(self, cadre: Cadre) -> None:
        """They have come in, and see their first page unless they go elsewhere at once."""
        key = {"name": settings.SESSION_COOKIE_NAME, "value": signed_in(cadre)}
        self.context.add_cookies([{**key, "url": self.address}])
        self.who = cadre.name
        self._is_expected = True

    def _goes_to_first_page(self) -> None:
        self.go("/cadres/sign-in/")  # leads whoever is signed in to their first page
        self.page.wait_for_selector(".site-header")

    def sign_in(self, cadre: Cadre) -> None:
        """Through the page, as everybody does."""
        self.go("/cadres/sign-in/")
        self.fill("账号或手机号", cadre.account)
        self.fill("密码", PASSWORD)
        self.press("登录")
        self.page.wait_for_selector(".site-header")
        self.who = cadre.name

    def resize(self, size: Size) -> None:
        if size != self.size:
            self.size = size
            self._page.set_viewport_size({"width": size.width, "height": size.height})

    def go(self, path: str) -> int:
        """Open an address; return what it answered."""
        self._is_expected = False
        answer = self.page.goto(path)
        return answer.status if answer else 0

    def press(self, words: str, **more: Any) -> None:
        """Press the button or link of these words, as a finger or a mouse would.

        What stands behind 更多 is brought out first.
        """
        found = self.button(words, **more)
        if not found.count():
            closed = self.standing.locator("details.more-actions:not([open])")
            behind = closed.filter(has_text=words).locator("summary").first
            found.or_(behind).first.wait_for()
            if not found.count():
                behind.click()
        if self.size.is_phone:
            found.tap()
        else:
            found.click()

    def button(self, words: str, within: str = "body", exact: bool = True) -> Locator:
        inside = self.standing.locator(within)
        by_role = inside.get_by_role("button", name=words, exact=exact)
        return by_role.or_(inside.get_by_role("link", name=words, exact=exact)).first

    def fill(self, label: str, words: str) -> None:
        self.field(label).fill(words)

    def field(self, label: str) -> Locator:
        named = self.standing.get_by_label(re.compile(rf"^\s*{re.escape(label)}"))
        return named.and_(self.page.locator("input, textarea, select")).first

    def choose(self, words: str) -> None:
        """Choose one of several answers by its first words."""
        begins = re.compile(rf"^\s*{re.escape(words)}")
        self.standing.locator("label.choice").filter(has_text=begins).first.click()

    def waits_for(self, words: str | re.Pattern[str]) -> None:
        """Wait until the page says so, all of it stands there, and listens."""
        self.standing.get_by_text(words).first.wait_for()

    @property
    def standing(self) -> Locator:
        """The page as a person meets it: loaded, and what was swapped into it settled."""
        return self.page.locator(LISTENS if self.has_scripts else "html")

    @property
    def text(self) -> str:
        return str(self.standing.locator("body").inner_text())

    @property
    def unread(self) -> int:
        """What the bell says."""
        bell = self.page.locator(".tool-count")
        return int(bell.inner_text()) if bell.count() else 0

    def faults(self) -> list[str]:
        """Return everything on this page that none may have; its picture goes to SCREENSHOTS."""
        self.page.wait_for_load_state()
        self._picture()
        seen = self._looked()
        found = [*_foreign(seen["text"]), *seen["inline"], *seen["wider"], *seen["faults"]]
        heard, self.errors = self.errors, []
        return [f"{self.page.url} ({self.size.name}, {self.who}): {f}" for f in (*found, *heard)]

    def _looked(self) -> dict[str, Any]:
        """Judge the first page of an address, then what is new on others and in other sizes."""
        known = [_kinds.setdefault(self._place, []), _frame, _looks]
        # As one text: of a list each word would be looked at on its way.
        given = json.dumps({"known": known, "judges": self.has_scripts})
        seen = self.page.evaluate(LOOKED, [given, ""])
        if seen["isUnjudged"]:
            seen = self.page.evaluate(LOOKED, [given, _axe()])
        for kept, found in zip(known, seen["known"], strict=True):
            kept += found
        return dict(seen)

    @property
    def _place(self) -> str:
        """The address without the numbers of things."""
        return re.sub(r"\d+", "#", self.page.url.removeprefix(self.address).split("?")[0])

    def look(self) -> None:
        """Look at the page as it stands now."""
        found = self.faults()
        assert not found, "\n".join(found)

    def close(self) -> None:
        self.context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        is_put_off = COME_AGAIN in message.text and PORTFOLIO in message.location["url"]
        is_fault = message.type in {"error", "warning"} and not is_put_off
        if is_fault and not EXPECTED.search(message.text):
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


@cache
def _axe() -> str:
    return AXE.read_text()


def _foreign(text: str) -> list[str]:
    """Words that are not the office's: English, names of states, empty values."""
    return sorted(set(LATIN.findall(DIGEST.sub("", text))) - OFFICE_WORDS)
