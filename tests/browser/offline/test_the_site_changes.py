"""The site is renewed, falls or says nothing while phones deliver and start."""

from __future__ import annotations

import signal

import pytest

from tests.browser.offline.deliveries import SYNC, arrived
from tests.browser.offline.line import State

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
TOO_OLD = "手机上的页面版本太旧，请刷新后再发送；未发送的记录都还在本机"
# Milliseconds: long before the worker, or who asks for the key, gives a silent line up.
SOON = 9_000
AWAKE = "() => { window.dispatchEvent(new Event('online')); }"


@pytest.fixture
def enterprise(shared):
    return shared.county.enterprise


@pytest.fixture
def old(kept):
    """An app of before the last change, until its page is loaded anew; tells how often it was."""
    kept.loads = 0

    def as_old(delivery):
        return delivery.said if kept.loads else delivery.said | {"app": "0"}

    def asked(request):
        kept.loads += request.is_navigation_request()

    kept.line.meets = as_old
    kept.lose_line()
    kept.page.evaluate("() => sessionStorage.clear()")
    kept.page.on("request", asked)
    yield kept
    kept.page.remove_listener("request", asked)


def test_an_old_app_loads_itself_anew_and_delivers_what_it_has(old, enterprise):
    old.contact(enterprise.pk, "旧版本写下的")

    old.find_line()

    assert old.comes(arrived(enterprise, "旧版本写下的"))
    assert old.loads == 1
    old.sends_all()


def test_an_old_app_on_which_somebody_writes_says_so_and_keeps_the_words(old, enterprise):
    old.contact(enterprise.pk, "旧版本写好的")
    old.open(f"/enterprises/{enterprise.pk}/contact")
    old.fill("情况摘要", "正在写的")

    old.find_line()

    old.waits_for(TOO_OLD)
    assert not old.loads
    old.look()
    old.fill("情况摘要", "正在写的，刚写完")
    old.press("刷新")
    assert old.comes(arrived(enterprise, "旧版本写好的"))
    assert old.field("情况摘要").input_value() == "正在写的，刚写完"


def test_a_site_that_falls_in_the_middle_of_a_delivery_has_all_of_it_once(kept, site, enterprise):
    words = [f"重启前后第 {number} 条" for number in range(3)]
    kept.lose_line()
    for summary in words:
        kept.contact(enterprise.pk, summary)

    with kept.page.expect_request(SYNC):
        kept.find_line()
    site.stop("web", signal.SIGKILL)
    try:
        kept.page.wait_for_timeout(300)
    finally:
        site.start("web")
        site.until_ready()

    kept.open("/unsent")
    kept.page.evaluate(AWAKE)
    assert kept.comes(arrived(enterprise, *words))
    kept.waits_for("未发送（0）")
    assert arrived(enterprise, *words)()


def test_a_start_on_a_line_that_says_nothing_waits_for_nobody(kept, enterprise):
    kept.page.goto("about:blank")
    kept.find_line(State.SILENT)

    kept.page.goto("/offline/", timeout=SOON)

    kept.page.get_by_text(enterprise.name).first.wait_for(timeout=SOON)
    kept.contact(enterprise.pk, "没有等网络")
    kept.find_line()
    kept.notice_line()
    assert kept.comes(arrived(enterprise, "没有等网络"))
    kept.sends_all()
