"""The pages of a phone by day and by night, also on the narrowest screen: thumbs hit everything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.figures.rules import periods
from enterprises.register.services.gate_codes import issue_code
from enterprises.visits.rules.wishes import Wish
from enterprises.visits.selectors import wishes
from enterprises.visits.services.wishes import set_wish
from tests.browser.window import PHONE, Size, Window
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.contact_calendar import BookingFactory
from tests.factories.enterprises import VisitFactory
from tests.factories.people import PostingFactory

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
NARROW = Size("narrow", 320, 640)
THUMB = 44  # pixels
# What can be pressed and is smaller than a thumb, counting what belongs to it: its label, and what
# lies over its edge and leads to the same. A link within a sentence is read, not aimed at.
SMALL = """(least) => {
  const all = [...document.querySelectorAll(
    "a[href], button, summary, select, textarea, input:not([type=hidden])"
  )];
  const isOverAll = (one) => getComputedStyle(one, "::after").position === "absolute"
    && getComputedStyle(one).position === "static";
  const area = (one) => one.closest("label") ?? (isOverAll(one) ? one.offsetParent : one);
  const isInText = (one) => getComputedStyle(one).display.startsWith("inline")
    && [...one.parentElement.childNodes].some((near) => near.nodeType === 3 && near.data.trim());
  const isHidden = (one) => !one.checkVisibility({ visibilityProperty: true })
    || one.closest(".visually-hidden, .skip-link") || one.getBoundingClientRect().width < 2;
  const hits = (one, x, y) => {
    const found = document.elementFromPoint(x, y);
    return Boolean(found) && (one.contains(found) || found.closest("label")?.control === one);
  };
  const isSmall = (one) => {
    const box = area(one).getBoundingClientRect();
    if (box.width >= least - .5 && box.height >= least - .5) return false;
    one.scrollIntoView({ block: "center" });
    const { left, right, top, bottom } = area(one).getBoundingClientRect();
    const [x, y, half] = [(left + right) / 2, (top + bottom) / 2, least / 2 - 1];
    const across = right - left >= least || (hits(one, x - half, y) && hits(one, x + half, y));
    return !across || !(hits(one, x, y - half) && hits(one, x, y + half));
  };
  const said = (one) => {
    const { width, height } = area(one).getBoundingClientRect();
    return `${Math.round(width)}×${Math.round(height)} ${one.outerHTML.slice(0, 120)}`;
  };
  const found = all.filter((one) => !isHidden(one) && !isInText(one) && isSmall(one)).map(said);
  window.scrollTo(0, 0);
  return found;
}"""

# Of each table of figures whether its sum stands above its rows, and the sizes of its counts.
FIGURES = """() => [...document.querySelectorAll(".table-tiles")].map((table) => ({
  isSumFirst: table.tFoot.getBoundingClientRect().top
    < table.tBodies[0].getBoundingClientRect().top,
  counts: [...table.querySelectorAll("td:not(.of-parts) > a")].map((one) => {
    const { width, height } = one.getBoundingClientRect();
    return Math.min(width, height);
  }),
}))"""


@pytest.fixture
def places(here) -> dict[str, str]:
    """The pages of a day in the yards, with something on each; by the words they are called by."""
    cadre, office = here.liaison.cadre, here.dispatcher.viewer_now()
    PostingFactory(cadre=cadre, unit=here.liaison.unit, role=Role.UNIT_CLERK)
    ticket = TicketFactory(in_hand=True, unit=here.liaison.unit, enterprise=here.enterprise)
    MeasureFactory(ticket=ticket)
    TicketFactory(unconfirmed=True, enterprise=here.enterprise, filed_by=cadre)
    today, firm = timezone.localdate(), here.enterprise
    VisitFactory(enterprise=firm, visited_on=today - timedelta(days=40))
    BookingFactory(enterprise=firm, on=today + timedelta(days=2), booked_by=here.caller.cadre)
    issue_code(firm, actor=office)
    read = wishes.read(firm, seen_by=office)
    set_wish(firm, Wish(note="月底盘点"), actor=office, read=read, said_by="刘总")
    return {
        "今日": "/",
        "查找": "/search/?q=恒信达",
        "企业": f"/enterprises/{firm.pk}/",
        "登记走访": f"/enterprises/visits/new/{firm.pk}/",
        "预约走访": f"/enterprises/bookings/new/{firm.pk}/",
        "来访安排": "/enterprises/calendar/",
        "代记意愿": f"/enterprises/{firm.pk}/wish/",
        "工单": f"/cases/tickets/{ticket.pk}/",
        "工单列表": "/cases/tickets/",
        "走访": "/enterprises/visits/",
        "我的": "/cadres/me/",
        "离线：企业": "/offline/",
        "离线：企业卡": f"/offline/#/enterprises/{firm.pk}",
        "离线：登记联系": f"/offline/#/enterprises/{firm.pk}/contact",
        "离线：预约": f"/offline/#/enterprises/{firm.pk}/booking",
        "离线：意愿": f"/offline/#/enterprises/{firm.pk}/wish",
        "离线：工单": f"/offline/#/tickets/{ticket.pk}",
        "离线：未发送": "/offline/#/unsent",
        "离线：口令": "/offline/#/passcode",
    }


def _go(window: Window, address: str) -> None:
    assert window.go(address) in (0, 200), address
    if address.startswith("/offline/"):
        place = address.partition("#")[2] or "/"
        window.page.wait_for_selector(f"[data-offline-view][data-at='{place}'] h1")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_target_is_as_large_as_a_thumb_and_nothing_is_wider_than_the_screen(
    opened, here, places, theme
):
    window = opened(here.liaison, PHONE)
    window.context.add_cookies([{"name": "theme", "value": theme, "url": window.address}])
    window.go("/offline/")
    window.waits_for(here.enterprise.name)
    found = []
    for size in (PHONE, NARROW):
        window.resize(size)
        for name, address in places.items():
            _go(window, address)
            small = window.page.evaluate(SMALL, THUMB)
            found += [f"{name} ({size.width} {theme}): {fault}" for fault in small]
            found += window.faults()

    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", ["/cases/completion/", "/cases/figures/?group=result"])
def test_a_table_of_figures_begins_with_its_sum_and_its_counts_are_as_large_as_a_thumb(
    opened, here, address
):
    filed = periods.usual(timezone.localdate()).until
    TicketFactory(filed_on=filed, enterprise=here.enterprise, filed_by=here.liaison.cadre)
    window = opened(here.liaison, PHONE)
    for size in (PHONE, NARROW):
        window.resize(size)
        window.go(address)
        tables = window.page.evaluate(FIGURES)

        assert tables
        assert all(table["isSumFirst"] for table in tables)
        counts = [count for table in tables for count in table["counts"]]
        assert min(counts) >= THUMB - 0.5
        window.look()
