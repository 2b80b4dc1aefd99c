"""At 768 pixels, and at 200 % zoom of 1366 × 768, a desktop with a mouse is no phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.window import Size
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.browser

ZOOMED, UPRIGHT = Size("zoomed", 683, 384), Size("upright", 768, 1024)
PLACES = ".places > ul > li"
# Words of a table of which each line holds one character.
UPRIGHT_WORDS = """() => [...document.querySelectorAll("th, td")]
  .filter((one) => one.checkVisibility() && one.innerText.trim().length > 2)
  .filter((one) => {
    const { paddingLeft, paddingRight, fontSize } = getComputedStyle(one);
    const width = one.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return width < 2 * parseFloat(fontSize);
  })
  .map((one) => one.outerHTML.slice(0, 120))"""
IN_SIGHT = """(places) => places.length > 0 && places.every((one) => {
  const { left, right } = one.getBoundingClientRect();
  return one.checkVisibility() && left >= 0 && right <= document.documentElement.clientWidth;
})"""


@pytest.fixture
def ticket(here):
    today = timezone.localdate()
    days = {"filed_on": today - timedelta(days=9), "due_on": today - timedelta(days=2)}
    given = {"enterprise": here.enterprise, "category": here.category, **days}
    TicketFactory(**given)
    return TicketFactory(unit=here.handling, in_hand=True, **given)


PAGES = {
    "dispatcher": ("/", "/cases/tickets/", "/cases/dispatch/", "/enterprises/{firm}/"),
    "caller": ("/cases/completion/", "/cases/letters/", "/enterprises/visits/"),
    "head": ("/", "/cases/tickets/{ticket}/"),
    "leader": ("/cases/leaders/",),
}


@pytest.mark.parametrize("who", PAGES)
def test_places_stay_in_sight_and_tables_scroll_in_their_box(opened, here, ticket, who):
    window = opened(getattr(here, who), size=ZOOMED)
    for address in PAGES[who]:
        window.resize(ZOOMED)
        window.go(address.format(ticket=ticket.pk, firm=here.enterprise.pk))
        for size in (ZOOMED, UPRIGHT):
            window.resize(size)
            window.look()
            where = f"{who} {address} {size.name}"
            assert window.page.locator(PLACES).evaluate_all(IN_SIGHT), where
            assert not window.page.locator(".phone-bar").is_visible(), where
            assert window.page.evaluate(UPRIGHT_WORDS) == [], where
