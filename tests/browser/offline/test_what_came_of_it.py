"""A page on which something was kept says what came of it, while it stays open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Ticket
from enterprises.models import Visit
from tests.browser.offline.deliveries import arrived
from tests.browser.offline.phone_browser import KEPT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
NOTE = "[data-kept]"
PROBLEM = "车间电压不稳，机器常停。"
# The page is the one on which it was written: none was loaded since.
MARKED = "() => { window.isTheSame = true; }"
IS_MARKED = "() => window.isTheSame === true"


@pytest.fixture
def enterprise(shared):
    return shared.county.enterprise


def note(phone):
    """The one note about what was kept: it is read aloud as it changes."""
    found = phone.page.locator(NOTE)
    assert found.count() == 1
    assert (found.get_attribute("role"), found.get_attribute("aria-live")) == ("status", "polite")
    return found


def stands(phone, address: str) -> None:
    phone.go(address)
    phone.page.wait_for_selector("[data-offline-bar]", state="attached")


def is_kept(phone, button: str) -> None:
    """It is sent without a line, and the page says that it waits."""
    phone.page.evaluate(MARKED)
    phone.lose_line()
    phone.press(button)
    phone.waits_for("没有网络，已加密存在本机，有网后自动发送。")
    note(phone).get_by_role("link", name="看未发送").wait_for()


def test_what_was_received_leads_to_the_ticket(kept, enterprise):
    stands(kept, f"/cases/tickets/new/?enterprise={enterprise.pk}")
    kept.fill("问题描述", PROBLEM)
    kept.page.locator("select[name=category]").select_option(index=1)
    is_kept(kept, "登记")
    kept.errors.clear()  # the browser's own lines about the line that is gone

    kept.find_line()

    kept.waits_for("已送到：")
    kept.look()
    assert kept.page.evaluate(IS_MARKED)
    ticket = Ticket.objects.get(enterprise=enterprise, description=PROBLEM)
    assert KEPT not in note(kept).inner_text()
    note(kept).get_by_role("link", name=f"查看 {ticket.number}").tap()
    kept.page.wait_for_url(f"**/cases/tickets/{ticket.pk}/")
    kept.waits_for(PROBLEM)


def test_what_was_refused_says_why_and_leads_to_where_it_is_mended(kept, shared, enterprise):
    stands(kept, f"/enterprises/visits/new/{enterprise.pk}/")
    today = timezone.localdate()
    kept.page.locator("summary", has_text="日期、目的").tap()
    kept.fill("日期", (today + timedelta(days=9)).isoformat())
    kept.fill("情况摘要", "日期写错了")
    kept.fill("企业提出的问题", "等联系改好的问题")
    kept.choose(shared.county.category.name)
    is_kept(kept, "保存")

    kept.find_line()

    kept.waits_for("没有办成：")
    kept.waits_for("要等前面没有办成的那一条先处理好")
    kept.look()
    assert kept.page.evaluate(IS_MARKED)
    assert not Visit.objects.filter(summary="日期写错了").exists()
    note(kept).get_by_role("link", name="去处理", exact=True).tap()
    kept.page.wait_for_url("**/offline/#/unsent/*")
    kept.fill("日期", today.isoformat())
    kept.press("保存，重新发送")

    # The page on which it was mended says it, too.
    kept.waits_for(f"已送到：{enterprise.name}的走访已登记。")
    assert kept.comes(Ticket.objects.filter(description="等联系改好的问题").exists)
    visit = Visit.objects.get(summary="日期写错了")
    assert visit.visited_on == today
    note(kept).get_by_role("link").tap()
    kept.page.wait_for_url(f"**/visits/{visit.pk}/")


@pytest.fixture
def other(kept):
    """The same phone's second page, where all that waits is listed."""
    found = kept.tab()
    found.open("/unsent")
    return found


def contact_waits(phone, enterprise, words: str) -> None:
    stands(phone, f"/enterprises/visits/new/{enterprise.pk}/")
    phone.fill("情况摘要", words)
    is_kept(phone, "保存")


def test_what_another_page_sent_is_said_on_the_one_where_it_was_written(kept, other, enterprise):
    contact_waits(kept, enterprise, "由另一页送出")
    kept.line.meets = lambda sent: sent.said if sent.page.startswith("/offline/") else None

    kept.find_line()

    kept.waits_for(f"已送到：{enterprise.name}的走访已登记。")
    assert arrived(enterprise, "由另一页送出")()


def test_what_was_dropped_on_another_page_is_not_said_to_be_sent(kept, other, enterprise):
    contact_waits(kept, enterprise, "随后删除")
    other.waits_for("未发送（1）")
    other.press("登记联系")
    other.press("删除")

    other.press("删除", within="dialog")

    kept.waits_for("无法确认是送到了还是被删除了")
    kept.find_line()
    other.waits_for("未发送（0）")
    assert "已送到" not in note(kept).inner_text()
    assert not arrived(enterprise, "随后删除")()
