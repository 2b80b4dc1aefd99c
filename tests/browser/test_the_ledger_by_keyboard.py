"""A clerk finds, filters, saves a view and works twenty tickets, without a mouse, at 1366 × 768."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.models import SavedView
from cases.models import Ticket
from cases.tickets.rules.workflow import State
from tests.browser.window import Size
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.browser

OFFICE_SCREEN = Size("office", 1366, 768)
MANY = 20
SAID = "() => document.getElementById('said').textContent !== ''"
# The ticket beside the list, with what it needs to be worked.
BESIDE = "#pane:not(.htmx-settling, :has(.htmx-added)) #ticket"
FOCUSED = "document.activeElement.matches({!r}) || document.activeElement.innerText === {!r}"


def tab_to(page, place: str, key: str = "Tab") -> None:
    """Go on by the tabulator until what is named by its place or its words has the focus."""
    for _ in range(80):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED.format(place if place[0] in "#." else "none", place)):
            return
    raise AssertionError(f"no way by keyboard to {place}")


def given(here, **more) -> Ticket:
    today = timezone.localdate()
    days = {"filed_on": today - timedelta(days=2), "due_on": today + timedelta(days=9)}
    return TicketFactory(enterprise=here.enterprise, category=here.category, **(days | more))


def find_and_save(clerk) -> None:
    """Filter the list by a word and keep the view, without a mouse."""
    page = clerk.page
    clerk.go("/cases/tickets/")
    tab_to(page, "#id_q")
    page.keyboard.type("变压器")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    page.wait_for_function(SAID)  # the list has come, and the focus is where it was
    tab_to(page, "保存这个视图", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/views/new/**")
    tab_to(page, "#id_name")
    page.keyboard.type("变压器")
    page.keyboard.press("Enter")
    clerk.waits_for("已保存视图“变压器”")


def test_twenty_tickets_by_keyboard_alone(opened, here):
    of_unit = {"assigned": True, "unit": here.handling}
    wanted = [given(here, title=f"变压器容量不足{n}", **of_unit) for n in range(MANY)]
    other = given(here, title="招工难", description="招工难", **of_unit)
    clerk = opened(here.handler, size=OFFICE_SCREEN)
    page = clerk.page
    press = page.keyboard.press

    find_and_save(clerk)
    press("j")
    press("o")
    page.wait_for_selector(BESIDE)
    clerk.look()
    press("k")
    for _ in range(MANY):
        press("x")
        press("j")
    clerk.waits_for(f"已选 {MANY} 条")
    press("d")
    press("Enter")
    clerk.waits_for(f"可以办理 {MANY} 件")
    tab_to(page, "签收所选工单")
    press("Enter")
    clerk.waits_for(f"已办 {MANY} 件")

    assert SavedView.objects.filter(owner=here.handler.cadre, name="变压器").exists()
    taken = Ticket.objects.filter(pk__in=[one.pk for one in wanted], state=State.IN_HAND)
    assert taken.count() == MANY
    assert Ticket.objects.get(pk=other.pk).state == State.ASSIGNED


def test_what_is_done_beside_the_list_renews_it_and_the_next_row_waits(opened, here):
    first, second = (given(here, assigned=True, unit=here.handling) for _ in range(2))
    clerk = opened(here.handler, size=OFFICE_SCREEN)
    page = clerk.page

    clerk.go("/cases/tickets/?view=accept")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_selector(BESIDE)
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    clerk.waits_for("已签收")
    page.wait_for_function("() => document.querySelectorAll('[data-row]').length === 1")

    assert page.url.endswith("/cases/tickets/?view=accept")
    both = Ticket.objects.filter(pk__in=[first.pk, second.pk])
    assert both.filter(state=State.IN_HAND).count() == 1
    assert page.evaluate("document.querySelector('#pane .page-title').innerText") in (
        first.title,
        second.title,
    )
    clerk.look()


def test_a_dispatch_is_in_sight_whole_and_a_refusal_stays_beside_the_list(opened, here):
    given(here, title="变压器容量不足", filed_by=here.liaison.cadre)
    office = opened(here.dispatcher, size=OFFICE_SCREEN)
    page = office.page

    office.go("/cases/dispatch/")
    button = page.locator("#pane .form-actions button")
    assert button.bounding_box()["y"] + button.bounding_box()["height"] <= OFFICE_SCREEN.height
    button.click()
    office.waits_for("请选择承办单位")
    assert page.url.endswith("/cases/dispatch/")
    assert page.locator("[data-row]").count() == 1
    office.look()
