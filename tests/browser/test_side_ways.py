"""Off the straight road: not solved, objected, recalled, called back, two at once, refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Ticket
from cases.tickets.rules.workflow import State
from cases.tickets.services.closing.closing import issue_link
from tests.browser import signing
from tests.browser.window import DESKTOP, PHONE
from tests.factories.cases import MeasureFactory, TicketFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def ticket(here):
    """Make a ticket of this county's enterprise, dispatched three days ago."""

    def made(state: str, **more) -> Ticket:
        today = timezone.localdate()
        filed_on = today - timedelta(days=3)
        dates = {"filed_on": filed_on, "due_on": today + timedelta(days=9)}
        if state != "filed":
            more |= {state: True, "unit": here.handling, "dispatched_by": here.dispatcher.cadre}
            dates |= {"dispatched_on": filed_on, "accepted_on": filed_on, "unit_due_on": today}
        if state == "assigned":
            # Given to the unit today, so that it may still object.
            dates |= {"dispatched_on": today, "accepted_on": None, "unit_due_on": None}
        if state == "unconfirmed":
            dates["approved_on"] = today
        found = TicketFactory(
            enterprise=here.enterprise,
            category=here.category,
            filed_by=here.liaison.cadre,
            **dates,
            **more,
        )
        if state == "unconfirmed":
            MeasureFactory(ticket=found, done=True)
        return found

    return made


def _page(ticket: Ticket) -> str:
    return f"/cases/tickets/{ticket.pk}/"


def test_what_is_not_solved_comes_back_for_a_second_round(opened, site, here, ticket):
    asked = ticket("unconfirmed")
    token = issue_link(asked, actor=here.liaison.viewer_now())
    enterprise = opened(size=PHONE, scripts=False)
    enterprise.go(f"/c/{token}/")
    enterprise.choose("未解决")
    enterprise.fill("意见建议", "还是跳闸。")
    enterprise.press("提交答复")
    enterprise.waits_for("承办单位会接着办")

    site.deliver()

    clerk = opened(here.handler)
    assert clerk.unread == 1
    clerk.press(asked.title)
    clerk.waits_for("第 2 轮办理")
    assert "还是跳闸" not in clerk.page.content()
    clerk.look()


def test_an_objection_takes_the_ticket_from_the_unit_back_to_the_office(opened, site, here, ticket):
    given = ticket("assigned")
    clerk = opened(here.handler)
    clerk.go(_page(given))
    clerk.press("退回异议")
    clerk.fill("退回原因", "不属于供电公司职责。")
    clerk.look()
    signing.send(clerk)
    signing.sign(opened(here.head), "本单位不再显示这张工单")
    assert clerk.go(_page(given)) == 404
    clerk.look()

    site.deliver()

    office = opened(here.dispatcher)
    assert office.unread == 1
    office.go("/cases/dispatch/")
    office.waits_for("不属于供电公司职责")
    office.look()


def test_a_dispatch_is_recalled_before_it_is_accepted(opened, here, ticket):
    given = ticket("assigned")
    office = opened(here.dispatcher)
    office.go(_page(given))
    office.press("撤回交办")
    office.fill("原因", "派错单位。")
    office.press("撤回交办", within="#action form")
    office.waits_for("已从县供电公司撤回")
    office.look()

    assert opened(here.handler).go(_page(given)) == 404


def test_a_second_clerk_of_the_office_calls_back(opened, here, ticket):
    asked = ticket("unconfirmed")
    own = opened(here.dispatcher)
    own.go(_page(asked))
    assert own.button("登记回访").count() == 0

    caller = opened(here.caller)
    caller.go(_page(asked))
    caller.press("登记回访")
    caller.choose("已解决")
    caller.choose("基本满意")
    caller.look()
    caller.press("登记回访结果")
    caller.waits_for("已按回访结果办结")
    caller.look()
    asked.refresh_from_db()
    assert asked.state == State.CLOSED


def test_of_two_windows_one_accepts_and_the_other_reads_why(opened, here, ticket):
    given = ticket("assigned")
    first, second = opened(here.handler), opened(here.colleague)
    for window in (first, second):
        window.go(_page(given))

    first.press("签收")
    first.waits_for("已签收，本单位须在")
    second.press("签收")

    second.waits_for("工单现在是“办理中”，不能签收")
    second.look()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=lambda size: size.name)
def test_a_refused_form_and_a_reload_lose_no_letter(opened, here, size):
    window = opened(here.liaison, size)
    window.go(f"/cases/tickets/new/?enterprise={here.enterprise.pk}")
    window.fill("问题描述", "厂区变压器容量不足。")
    window.press("登记", within="main")
    window.waits_for("还有 1 处需要修改")
    assert window.field("问题描述").input_value() == "厂区变压器容量不足。"
    window.look()

    window.fill("标题", "增容")
    window.go(f"/cases/tickets/new/?enterprise={here.enterprise.pk}")

    window.waits_for("已恢复未提交的内容")
    assert window.field("问题描述").input_value() == "厂区变压器容量不足。"
    assert window.field("标题").input_value() == "增容"
    window.look()
    window.field("问题类别").select_option(label="用能保障")
    window.press("登记", within="main")
    window.waits_for("等县助企办交办")
    window.go(f"/cases/tickets/new/?enterprise={here.enterprise.pk}")
    assert window.field("问题描述").input_value() == ""
