"""Lists by keyboard and on paper: the focus stays, what was found is said, no form is printed."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cases.figures.rules import periods
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.browser

LISTS = {
    "cases:ticket-list": "dispatcher",
    "cases:letter-list": "dispatcher",
    "cases:completion": "dispatcher",
    "enterprises:enterprise-list": "dispatcher",
    "enterprises:visit-list": "dispatcher",
    "enterprises:coverage": "dispatcher",
    "cadres:people": "sysadmin",
    "cadres:unit-list": "sysadmin",
}
BUTTON = "form[data-filters] [type=submit]"
# What a listening person hears, and where the focus is.
SAID = "document.getElementById('said').textContent"
FOCUSED = f"document.activeElement === document.querySelector('{BUTTON}')"
ON_PAPER = """[...document.querySelectorAll("main form, main .pager, main button")]
  .filter((one) => one.checkVisibility() && !one.matches("form:has(table)"))
  .map((one) => one.outerHTML.slice(0, 120))"""


def test_a_filter_keeps_the_focus_and_is_said_and_no_form_is_printed(opened, here):
    TicketFactory(enterprise=here.enterprise)
    windows = {who: opened(getattr(here, who)) for who in set(LISTS.values())}

    found = {}
    for name, who in LISTS.items():
        page = windows[who].page
        page.goto(reverse(name))
        page.locator(BUTTON).focus()
        page.keyboard.press("Enter")
        page.wait_for_function(f"() => {SAID} !== ''")
        heard, is_kept = page.evaluate(SAID), page.evaluate(FOCUSED)
        page.emulate_media(media="print")
        found[name] = (heard[:3], is_kept, page.evaluate(ON_PAPER))
        page.emulate_media(media="screen")

    assert {
        name: (said in ("已更新", "页面已"), *rest) for name, (said, *rest) in found.items()
    } == {name: (True, True, []) for name in LISTS}


def test_a_word_that_finds_nothing_is_said_and_can_be_typed_on(opened, here):
    page = opened(here.dispatcher).page
    page.goto(reverse("cases:ticket-list"))
    page.locator("#id_q").fill("没有这样的企业")
    page.locator("#id_q").press("Enter")
    page.wait_for_function(f"() => {SAID} !== ''")

    assert "没有符合条件的工单" in page.evaluate(SAID)
    assert page.evaluate("document.activeElement.id") == "id_q"
    assert "q=" in page.url


# The text above the signatures, of so many lines, and the sheets that come of it.
LINES = (1, 20, 24, 28, 32)
FILL = """(lines) => {
  const text = [...document.querySelectorAll(".sheet .prose")].at(-1);
  text.textContent = Array.from({ length: lines }, (_, at) => `第${at}行答复。`).join("\\n");
}"""


def test_a_signature_never_stands_alone_and_what_is_internal_on_a_sheet_of_its_own(opened, here):
    ticket = TicketFactory(
        enterprise=here.enterprise, unit=here.handling, closed=True, result="线路已经改造。"
    )
    page = opened(here.dispatcher).page
    page.goto(reverse("cases:ticket-print", args=[ticket.pk]))

    for lines in LINES:
        page.evaluate(FILL, lines)
        sheets = [one.extract_text() for one in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
        signed = next(sheet for sheet in sheets if "负责" in sheet)
        assert f"第{lines - 1}" in signed, lines
        assert "不交企业" not in signed.replace(" ", ""), lines


# Between the margins of an A4 sheet there are 178 mm, and 96 pixels in an inch.
SHEET = 178 / 25.4 * 96
CHART = """() => {
  const edge = (what) => document.querySelector(what).getBoundingClientRect();
  const canvas = edge(".chart canvas"), card = edge(".card:has(.chart)");
  return [canvas.width + canvas.left - card.left, canvas.bottom <= card.bottom];
}"""


def test_a_chart_on_paper_is_whole_and_covers_nothing(opened, here):
    on = periods.usual(timezone.localdate()).until
    TicketFactory(enterprise=here.enterprise, filed_on=on)
    page = opened(here.dispatcher).page
    page.goto(reverse("cases:completion"))
    page.wait_for_selector(".chart canvas")
    on_screen = page.evaluate(CHART)[0]

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    width, is_within = page.evaluate(CHART)
    # A browser says that printing is over once its page is back on the screen.
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")

    assert width < SHEET < on_screen
    assert is_within
    assert page.evaluate(CHART)[0] == on_screen
