"""A phone: scan a code, say it, follow it, judge the result, and it goes into a new round."""

from __future__ import annotations

import re
import time

import pytest
from django.utils import timezone

from cadres.deadlines.rules.limits import LimitUnit
from cadres.models import TimeLimit
from cases.enterprise_side.rules import limit_keys
from cases.models import Ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.results import approve_ticket, content_digest, resolve_ticket
from enterprises.register.services.place_codes import issue_place_codes
from tests.browser.test_gate_code import report
from tests.browser.window import DESKTOP, PHONE, Size
from tests.factories.cases import MeasureFactory

pytestmark = pytest.mark.browser
TAKEN, ASKED = "已经收到您反映的问题", "先要证明不是程序在提交"
PROBLEM = "业扩窗口说材料不齐，跑了三趟。"
SMALL = Size("small", 320, 640)


@pytest.fixture
def window(here):
    viewer, unit = here.dispatcher.viewer_now(), here.handler.unit
    [code] = issue_place_codes(here.region, ["业扩窗口"], actor=viewer, unit=unit)
    return f"/q/{code.token}/"


def solved(here, ticket):
    """The unit handles it, and its head signs."""
    ticket = dispatch_ticket(
        ticket, actor=here.dispatcher.viewer_now(), unit=here.handler.unit, handling_class="general"
    )
    ticket = accept_ticket(ticket, actor=here.handler.viewer_now())
    MeasureFactory(ticket=ticket, done=True)
    ticket = resolve_ticket(
        ticket, actor=here.handler.viewer_now(), result="一次告知清单已经贴出。"
    )
    return approve_ticket(ticket, actor=here.head.viewer_now(), digest=content_digest(ticket))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_scan_say_follow_judge_and_a_new_round(opened, here, window, scripts):
    phone = opened(size=PHONE, scripts=scripts)
    phone.go(window)
    phone.waits_for("业扩窗口")
    phone.look()
    phone.fill("您遇到什么问题", PROBLEM)
    phone.look()
    report(phone)
    phone.waits_for("已经收到您反映的问题")
    phone.look()
    phone.press("打开您的链接")
    phone.waits_for("正在安排由哪个单位来办")
    phone.look()
    address = re.search(r"/f/[\w-]+/", phone.page.url)[0]

    ticket = solved(here, Ticket.objects.filter(description=PROBLEM).latest("pk"))
    phone.go(address)
    phone.waits_for("一次告知清单已经贴出")
    phone.look()
    phone.press("看结果，说解决了没有")
    phone.waits_for("您反映的问题办得怎么样")
    phone.choose("未解决")
    phone.fill("还有什么没有解决", "清单和窗口说的不一样。")
    phone.press("提交答复")
    phone.waits_for("谢谢")

    ticket.refresh_from_db()
    assert ticket.round == 2
    phone.go(address)
    phone.waits_for("正在办理")


def _stretch() -> int:
    return int(time.time()) // limit_keys.STRETCH


def _is_asked(phone, address: str, words: str) -> bool:
    """Report something; is a proof asked for?"""
    phone.go(address)
    phone.fill("您遇到什么问题", words)
    report(phone)
    phone.waits_for(re.compile(f"{TAKEN}|{ASKED}"))
    return ASKED in phone.text


def test_beyond_the_budget_a_phone_works_out_the_sum_by_itself(opened, here, window):
    TimeLimit.objects.create(
        key=limit_keys.OF_BROWSER, region=here.region, amount=1, unit=LimitUnit.TICKETS,
        basis="测试", valid_from="2020-01-01", set_at=timezone.now(),
    )  # fmt: skip
    phone = opened(size=SMALL)
    # The first brings the mark by which the browser is known; then one is taken by it.
    assert not _is_asked(phone, window, "第一件。")
    stretch = _stretch()
    assert not _is_asked(phone, window, "又一件。")
    # Where ten minutes of the clock were over meanwhile, one more is taken.
    assert _is_asked(phone, window, "第二件。") or (
        _stretch() > stretch and _is_asked(phone, window, "第三件。")
    )
    phone.look()
    phone.waits_for("验证好了，请再按一次")
    phone.press("反映问题")
    phone.waits_for("已经收到您反映的问题")

    assert Ticket.objects.filter(description="第二件。").count() == 1


def test_the_office_s_pages_of_codes(opened, here, window):
    clerk = opened(here.dispatcher, size=DESKTOP)
    for address, words in (
        ("/cases/codes/", "业扩窗口"), ("/cases/codes/new/", "张贴位置"),
        ("/cases/codes/sheets/", "打印什么"),
    ):  # fmt: skip
        clerk.go(address)
        clerk.waits_for(words)
        clerk.look()
    clerk.resize(PHONE)
    clerk.go("/cases/codes/")
    clerk.look()
