"""From a visit to a confirmed closure and into the report, with the people concerned."""

from __future__ import annotations

import re

import pytest

from cases.models import Ticket
from cases.tickets.rules.workflow import State
from tests.browser.window import PHONE

pytestmark = pytest.mark.browser

PLAN = {"name": "增容申请.txt", "mimeType": "text/plain", "buffer": "申请增容 315 千伏安".encode()}
RATING = "满意"


def test_a_problem_goes_from_a_visit_to_a_confirmed_closure(opened, site, here):
    cadre = opened(here.liaison, PHONE)
    _visits(cadre, here)
    _files(cadre)
    ticket = Ticket.objects.get(county=here.region)
    site.deliver()

    office = opened(here.dispatcher)
    _dispatches(office, here, ticket)
    site.deliver()

    clerk = opened(here.handler)
    _handles(clerk, ticket)
    site.deliver()

    head = opened(here.head)
    _approves(head, ticket)
    site.deliver()

    address = _sends_the_link(cadre, ticket)
    _answers(opened, address)
    site.deliver()

    _hears_of_it(cadre, office, clerk)
    _finds_no_rating(clerk, ticket)
    _reads_the_report(opened(here.leader), ticket)


def _visits(cadre, here):
    cadre.look()
    cadre.press("新走访")
    cadre.waits_for("选择企业")
    cadre.look()
    cadre.press(here.enterprise.name)
    cadre.waits_for("情况摘要")
    cadre.fill("情况摘要", "企业反映夏季跳闸，变压器容量不足。")
    cadre.look()
    cadre.press("保存")
    cadre.waits_for("走访已登记")
    cadre.look()


def _files(cadre):
    cadre.press("登记问题", within="main")
    cadre.waits_for("走访提出")
    cadre.fill("问题描述", "厂区变压器容量不足，夏季跳闸。\n申请增容 315 千伏安。")
    cadre.field("问题类别").select_option(label="用能保障")
    cadre.page.set_input_files("input[type=file]", PLAN)
    cadre.look()
    cadre.press("登记", within="main")
    cadre.waits_for("等县助企办交办")
    assert "增容申请.txt" in cadre.text
    cadre.look()


def _dispatches(office, here, ticket):
    assert office.unread == 1
    office.look()
    office.go("/cadres/inbox/")
    office.look()
    office.press("交办台")
    office.waits_for("件等待交办")
    office.look()
    office.field("承办单位").select_option(label=here.handling.name)
    office.choose("一般")
    office.page.locator("#dispatch-preview", has_text=here.handling.name).wait_for()
    assert re.search(r"对企业承诺 (\d+年)?\d+月\d+日 周. 前办结", office.text)
    office.look()
    office.press("交办", within="#pane")
    office.waits_for("已交办给县供电公司")
    office.look()


def _handles(clerk, ticket):
    assert clerk.unread == 1
    clerk.look()
    clerk.press(ticket.title)
    clerk.waits_for("为什么是这一天")
    clerk.look()
    clerk.press("签收")
    clerk.waits_for("已签收")
    clerk.press("登记举措")
    clerk.fill("举措", "更换 315 千伏安变压器")
    clerk.fill("责任人", "王强")
    clerk.look()
    clerk.press("登记举措", within="#action form")
    clerk.waits_for("举措已登记")
    clerk.press("登记完成")
    clerk.fill("佐证说明", "新变压器已投运，供电方案答复单已送达。")
    clerk.page.set_input_files("input[type=file]", PLAN | {"name": "答复单.txt"})
    clerk.press("登记完成", within="#action form")
    clerk.waits_for("举措已登记完成")
    clerk.press("提交办结")
    clerk.choose("已解决")
    clerk.fill("办理情况", "已更换 315 千伏安变压器，用电恢复正常。")
    clerk.look()
    clerk.press("提交办结", within="#action form")
    clerk.waits_for("等本单位负责人审核")
    clerk.look()


def _approves(head, ticket):
    assert head.unread == 1
    head.waits_for("待您审核")
    assert "用电恢复正常" in head.text
    head.look()
    head.press("审核通过")
    head.waits_for("接下来由企业确认")
    assert "在承诺期限内" in head.text
    head.look()


def _sends_the_link(cadre, ticket):
    cadre.go("/")
    # Accepted, and approved by the unit's head.
    assert cadre.unread == 2
    cadre.look()
    cadre.press(ticket.title)
    cadre.waits_for("为什么是这一天")
    cadre.look()
    cadre.press("发确认链接")
    cadre.press("生成链接")
    cadre.page.locator("svg.qr").wait_for()
    cadre.look()
    return re.search(r"http\S+/c/\S+", cadre.page.input_value("#link"))[0]


def _answers(opened, address):
    seen = opened(size=PHONE)
    seen.go(address)
    seen.look()

    enterprise = opened(size=PHONE, scripts=False)
    enterprise.go(address)
    enterprise.choose("已解决")
    enterprise.choose("满意")
    enterprise.press("提交答复")
    enterprise.waits_for("已经收到您的答复")
    enterprise.look()
    assert enterprise.go(address) == 410
    assert "已经用过" in enterprise.text
    enterprise.look()
    assert enterprise.context.cookies() == []


def _hears_of_it(cadre, office, clerk):
    cadre.go("/cadres/inbox/")
    assert cadre.unread == 3
    assert "工单办结" in cadre.text
    cadre.look()
    office.go("/")
    # Filed, and approved by the unit's head.
    assert office.unread == 2
    clerk.go("/")
    assert clerk.unread == 2


def _finds_no_rating(clerk, ticket):
    here = f"/cases/tickets/{ticket.pk}/"
    report = "/cases/completion/"
    for path in ("/", "/cadres/inbox/", "/cases/tickets/", here, f"{here}print/", report):
        assert clerk.go(path) == 200
        assert RATING not in clerk.page.content(), path
    clerk.go(here)
    assert "已办结" in clerk.text
    clerk.look()


def _reads_the_report(leader, ticket):
    ticket.refresh_from_db()
    assert ticket.state == State.CLOSED
    leader.go("/cases/completion/")
    leader.press("本月")  # in January the report opens with the year before
    leader.page.locator("[data-chart] canvas, [data-chart] svg").first.wait_for()
    leader.look()
    on_time = leader.page.locator("tbody [data-label='按时办结'] a")
    assert on_time.inner_text() == "1"
    on_time.click()
    leader.waits_for(ticket.number)
    leader.look()
