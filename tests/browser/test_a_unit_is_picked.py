"""A unit is picked by typing, and the one box is walked by keyboard, in a real browser."""

from __future__ import annotations

import pytest

from tests import cast
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.browser
IN_FOUND = "document.activeElement.closest('#found a') !== null"
NAMES = "林业局 水利局 交通运输局 工业和信息化局 财政局 教育体育局 卫生健康委 商务局 文化旅游局"


@pytest.fixture
def ticket(here):
    for name in NAMES.split():
        cast.unit(f"{here.region.name}{name}", region=here.region)
    return TicketFactory(
        enterprise=here.enterprise, category=here.category, filed_by=here.liaison.cadre
    )


def test_the_office_picks_a_unit_by_its_initials(opened, here, ticket):
    window = opened(here.dispatcher)
    window.go(f"/cases/tickets/{ticket.pk}/dispatch/")
    box = window.page.locator("#id_unit_find")
    box.fill("gyhxx")
    box.press("Enter")

    assert box.input_value().startswith("工业和信息化局")
    chosen = window.page.locator("#id_unit option:checked")
    assert chosen.text_content().startswith("工业和信息化局")


def test_a_slash_leads_into_the_box_and_arrows_through_what_is_found(opened, here, ticket):
    window = opened(here.dispatcher, has_worker=False)
    window.go("/cadres/me/")
    page, held = window.page, []
    window.meet("**/search/?q=hxd", lambda route: held.append(route))
    page.keyboard.press("/")
    page.keyboard.type("hx")
    found = page.locator("#found a").filter(has_text=here.enterprise.name).first
    found.wait_for()
    with page.expect_request("**/search/?q=hxd"):
        page.keyboard.type("d")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(IN_FOUND)

    # What was asked for before the arrow comes after it: the walk goes on.
    before = found.element_handle()
    held.pop().continue_()
    page.wait_for_function("(line) => !line.isConnected", arg=before)
    page.wait_for_function(f"() => {IN_FOUND}")
    page.keyboard.press("Escape")

    assert window.page.locator("#found a").count() == 0
