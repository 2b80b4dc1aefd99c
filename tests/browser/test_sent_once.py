"""On a bad line: the answer is lost, the page reloaded, gone back to, opened twice: one of each."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import TicketEvent
from cases.rules.workflow import Action
from enterprises.models import Visit
from tests.browser.window import PHONE
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.browser
WORDS = "企业反映夏季跳闸，变压器容量不足。"


@contextmanager
def lost(page, path, *, arrives=True):
    """Whatever is sent to this address gets no answer; it arrives, or does not."""

    def route(sent):
        if sent.request.method != "POST":
            return sent.continue_()
        if arrives:
            sent.fetch(max_redirects=0)
        return sent.abort("connectionreset")

    page.route(path, route)
    yield
    page.unroute(path)


def write(window, here):
    path = reverse("enterprises:visit-form", args=[here.enterprise.pk])
    window.go(path)
    window.fill("情况摘要", WORDS)
    return f"**{path}"


def visits(here) -> int:
    return Visit.objects.filter(enterprise=here.enterprise).count()


def test_a_visit_sent_over_and_over_is_one_visit(opened, here):
    cadre = opened(here.liaison, PHONE)
    page = cadre.page
    path = write(cadre, here)

    # The server has it, and its answer does not come back.
    with lost(page, path), page.expect_event("requestfailed"):
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
    clerk = opened(here.handler, PHONE)
    page, path = clerk.page, f"**/cases/tickets/{ticket.pk}/note/"
    notes = TicketEvent.objects.filter(ticket=ticket, action=Action.NOTE)
    clerk.go(f"/cases/tickets/{ticket.pk}/")
    clerk.press("反馈进展")
    clerk.fill("进展情况", "已到现场查看。")
    send = "#deed button[type=submit]"

    with lost(page, path, arrives=False):
        page.click(send)
        clerk.waits_for("没有送到")
    assert not notes.exists()
    page.context.set_offline(True)
    page.click(send)
    clerk.waits_for("网络不通，还不知道")
    page.context.set_offline(False)
    clerk.waits_for("没有送到")
    assert page.input_value("#deed textarea") == "已到现场查看。"

    with lost(page, path):
        page.click(send)
        clerk.waits_for("已经办妥，没有重复")
    assert notes.count() == 1
    clerk.errors.clear()  # the browser's own lines about the cut connections
    page.click(send)
    clerk.waits_for("没有重复登记")
    clerk.look()
    assert notes.count() == 1
