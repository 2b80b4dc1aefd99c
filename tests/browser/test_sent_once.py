"""On a bad line: the answer is lost, the page reloaded, gone back to, opened twice: one of each."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Ticket, TicketEvent
from cases.tickets.rules.workflow import Action
from enterprises.models import Visit
from tests.browser.window import PHONE
from tests.browser.wire import Wire
from tests.factories.cases import TicketFactory
from tests.running import until

pytestmark = pytest.mark.browser
WORDS = "企业反映夏季跳闸，变压器容量不足。"


@contextmanager
def lost(window, path, *, arrives=True):
    """Whatever is sent to this address gets no answer; it arrives, or does not."""

    def route(sent):
        if sent.request.method != "POST":
            return sent.continue_()
        if arrives:
            sent.fetch(max_redirects=0)
        return sent.abort("connectionreset")

    window.meet(path, route)
    yield
    window.page.unroute(path)


def write(window, here):
    path = reverse("enterprises:visit-form", args=[here.enterprise.pk])
    window.go(path)
    window.fill("情况摘要", WORDS)
    return f"**{path}"


def visits(here) -> int:
    return Visit.objects.filter(enterprise=here.enterprise).count()


def test_a_visit_sent_over_and_over_is_one_visit(opened, here):
    cadre = opened(here.liaison, PHONE, has_worker=False)
    page = cadre.page
    path = write(cadre, here)

    # The server has it, and its answer does not come back.
    with lost(cadre, path), page.expect_event("requestfailed"):
        cadre.button("保存").click(no_wait_after=True)
    assert visits(here) == 1
    write(cadre, here)
    cadre.press("保存")
    cadre.waits_for("没有重复登记")
    result = page.url

    page.go_back()
    cadre.fill("情况摘要", WORDS)
    cadre.press("保存")
    cadre.waits_for("没有重复登记")
    assert page.url == result
    page.reload()
    cadre.waits_for(WORDS)
    cadre.look()

    # A second window on the same page.
    other = opened(here.liaison)
    write(other, here)
    other.press("保存")
    other.waits_for("没有重复登记")
    assert visits(here) == 1


def test_where_no_answer_came_the_page_asks_and_tells_no_guess(opened, here):
    filed = timezone.localdate()
    ticket = TicketFactory(
        in_hand=True, enterprise=here.enterprise, category=here.category, unit=here.handling,
        filed_by=here.liaison.cadre, dispatched_by=here.dispatcher.cadre, filed_on=filed,
        dispatched_on=filed, accepted_on=filed,
    )  # fmt: skip
    clerk = opened(here.handler, PHONE, has_worker=False)
    page, path = clerk.page, f"**/cases/tickets/{ticket.pk}/note/"
    notes = TicketEvent.objects.filter(ticket=ticket, action=Action.NOTE)
    clerk.go(f"/cases/tickets/{ticket.pk}/")
    clerk.press("反馈进展")
    clerk.fill("进展情况", "已到现场查看。")
    send = "#action button[type=submit]"

    with lost(clerk, path, arrives=False):
        page.click(send)
        clerk.waits_for("没有送到")
    assert not notes.exists()
    page.context.set_offline(True)
    page.click(send)
    clerk.waits_for("网络不通，还不知道")
    page.context.set_offline(False)
    clerk.waits_for("没有送到")
    assert page.input_value("#action textarea") == "已到现场查看。"

    with lost(clerk, path):
        page.click(send)
        clerk.waits_for("已经办妥，没有重复")
    assert notes.count() == 1
    clerk.errors.clear()  # the browser's own lines about the cut connections
    page.click(send)
    clerk.waits_for("没有重复登记")
    clerk.look()
    assert notes.count() == 1


@pytest.fixture
def wire(site):
    """The same site over a line of our own."""
    made = Wire(site.address)
    yield made
    made.close()


def begin_ticket(window, here):
    window.go(f"/cases/tickets/new/?enterprise={here.enterprise.pk}")
    window.fill("问题描述", WORDS)
    window.page.select_option("select[name=category]", index=1)


def tickets(here) -> int:
    return Ticket.objects.filter(enterprise=here.enterprise).count()


def place_of(window, words):
    """Where a finger finds the button, also while the browser waits for the next page."""
    button = window.button(words, within="main")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_pressed_again_after_six_seconds_while_the_answer_is_on_its_way(opened, here, wire):
    visitor, filer = (opened(here.liaison, PHONE, over=wire.address) for _ in range(2))
    write(visitor, here)
    begin_ticket(filer, here)
    save, file = place_of(visitor, "保存"), place_of(filer, "登记")
    before = wire.posts
    for window, place, made in ((visitor, save, visits), (filer, file, tickets)):
        wire.hold_next()
        window.page.touchscreen.tap(*place)
        assert until(lambda made=made: made(here) == 1)
    visitor.page.wait_for_timeout(6000)
    assert "/new/" in visitor.page.url
    assert "/new/" in filer.page.url

    visitor.page.touchscreen.tap(*save)
    filer.page.touchscreen.tap(*file)
    visitor.waits_for("没有重复登记")
    wire.let_go()
    filer.waits_for("已登记为")

    visit = Visit.objects.get(enterprise=here.enterprise)
    ticket = Ticket.objects.get(enterprise=here.enterprise)
    assert visitor.page.url.endswith(reverse("enterprises:visit-detail", args=[visit.pk]))
    assert filer.page.url.endswith(reverse("cases:ticket-detail", args=[ticket.pk]))
    # The visit went out a second time; the ticket's second press waited, and was not needed.
    assert wire.posts == before + 3


def cut_off(window, words, wire):
    """Sent, and instead of an answer the browser shows its own page of error."""
    with wire.cut():
        window.button(words, within="main").click(no_wait_after=True)
        window.page.wait_for_function("() => location.protocol === 'chrome-error:'")


def test_gone_back_to_from_the_error_and_from_the_result_and_saved_again(opened, here, wire):
    cadre = opened(here.liaison, PHONE, over=wire.address)
    page, summary = cadre.page, "textarea[name=summary]"
    home = reverse("enterprises:enterprise-detail", args=[here.enterprise.pk])
    cadre.go(home)
    write(cadre, here)
    cut_off(cadre, "保存", wire)
    result = reverse(
        "enterprises:visit-detail", args=[Visit.objects.get(enterprise=here.enterprise).pk]
    )

    # The error took the place of the form: back of it lies the page before.
    page.go_back()
    assert page.url.endswith(home)
    cadre.press("登记走访")
    cadre.waits_for("已恢复未提交的内容")
    assert page.input_value(summary) == WORDS
    cadre.press("保存")
    cadre.waits_for("没有重复登记")
    assert page.url.endswith(result)

    page.go_back()
    assert page.input_value(summary) == WORDS
    cut_off(cadre, "保存", wire)
    page.reload()
    cadre.waits_for("没有重复登记")
    assert page.url.endswith(result)
    assert visits(here) == 1

    # The server has it: it is no longer offered as something not yet sent.
    cadre.go(reverse("enterprises:visit-form", args=[here.enterprise.pk]))
    assert page.input_value(summary) == ""


def test_a_ticket_without_an_answer_left_and_come_back_to_and_filed_again(opened, here, wire):
    cadre = opened(here.liaison, PHONE, over=wire.address)
    cadre.go("/enterprises/")
    begin_ticket(cadre, here)
    with wire.cut():
        cadre.press("登记", within="main")
        cadre.waits_for("已经办妥，没有重复")
    cadre.page.go_back()
    cadre.page.go_forward()
    assert cadre.page.input_value("textarea[name=description]") == WORDS
    cadre.press("登记", within="main")
    cadre.waits_for("没有重复登记")

    ticket = Ticket.objects.get(enterprise=here.enterprise)
    assert cadre.page.url.endswith(reverse("cases:ticket-detail", args=[ticket.pk]))
    cadre.go(f"/cases/tickets/new/?enterprise={here.enterprise.pk}")
    assert cadre.page.input_value("textarea[name=description]") == ""
    cadre.errors.clear()  # the browser's own lines about the cut connection
