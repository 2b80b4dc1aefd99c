"""Several tickets, one matter; and one action on many: at both sizes, with and without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Ticket
from cases.tickets.rules.workflow import State
from tests.browser.window import DESKTOP, PHONE
from tests.factories.cases import MeasureFactory, TicketFactory, TopicFactory

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=lambda size: size.name)


@pytest.fixture
def told(here):
    """Make a ticket of this county's enterprise, told so many days ago."""

    def made(days: int, **more) -> Ticket:
        today = timezone.localdate()
        on = today - timedelta(days=days)
        return TicketFactory(
            enterprise=here.enterprise,
            category=here.category,
            filed_by=here.liaison.cadre,
            filed_on=on,
            due_on=today + timedelta(days=9 - days),
            **more,
        )

    return made


def in_hand(here) -> dict:
    today = timezone.localdate()
    return {
        "in_hand": True,
        "unit": here.handling,
        "handler": here.handler.cadre,
        "dispatched_by": here.dispatcher.cadre,
        "dispatched_on": today,
        "accepted_on": today,
        "unit_due_on": today + timedelta(days=5),
    }


@SIZES
def test_a_duplicate_goes_into_the_older_ticket(opened, here, told, size):
    older, younger = told(4, **in_hand(here)), told(1, **in_hand(here))
    MeasureFactory(ticket=younger, done=True)
    office = opened(here.dispatcher, size=size)

    office.go(f"/cases/tickets/{younger.pk}/")
    office.waits_for("可能重复")
    office.look()
    office.press("核对并入", exact=False)
    office.waits_for(f"把 {younger.number} 并入 {older.number}？")
    office.look()
    office.press("并入")
    office.waits_for("今后在这张工单上办理")
    office.page.locator("details.unfold summary").filter(has_text=younger.number).click()
    office.look()

    office.go(f"/cases/tickets/{younger.pk}/")
    office.waits_for("以后在那张工单上办理")
    office.look()


@SIZES
def test_a_topic_from_its_opening_to_its_end(opened, here, told, size):
    ticket = told(2, **in_hand(here))
    office, head = opened(here.dispatcher, size=size), opened(here.head, size=size)

    office.go("/cases/topics/new/")
    office.fill("专题名称", "园区企业用电增容")
    office.fill("共性问题", "多家企业变压器容量不足。")
    office.field("牵头单位").select_option(label="县供电公司")
    office.fill("责任人", "王强")
    office.look()
    office.press("设立专题")
    office.waits_for("专题已设立")
    office.go(f"/cases/tickets/{ticket.pk}/")
    office.press("归入专题")
    office.field("专题").select_option(label="园区企业用电增容")
    office.press("归入专题", within="#action")
    office.waits_for("已归入专题")
    office.look()

    head.go("/cases/topics/")
    head.press("园区企业用电增容")
    head.waits_for("其中的工单")
    head.look()
    head.press("提交结果")
    head.fill("解决情况", "已统一增容。")
    head.press("提交结果", within="form.form")
    head.waits_for("等县助企办确认销号")

    office.go("/")
    office.press("园区企业用电增容")
    office.press("确认销号")
    office.press("确认销号", within="form.form")
    office.waits_for("专题已销号")
    office.look()


@SIZES
def test_many_are_dispatched_and_each_tells_its_result(opened, here, told, size):
    first, second = told(2), told(1)
    office = opened(here.dispatcher, size=size)

    office.go("/cases/tickets/?state=filed")
    for box in office.page.locator("[data-bulk-row]").all():
        box.check()
    office.waits_for("已选 2 条")
    office.look()
    office.press("批量交办")
    office.field("承办单位").select_option(label="县供电公司")
    office.field("办理类别").select_option(label="疑难")
    office.waits_for("疑难 30 个工作日")
    office.look()
    office.press("交办所选工单")
    office.waits_for("已办 2 件")
    office.look()

    for ticket in (first, second):
        ticket.refresh_from_db()
        assert (ticket.state, ticket.unit) == (State.ASSIGNED, here.handling)


def test_it_all_goes_without_scripts(opened, here, told):
    ticket, taken = told(2), told(1, **in_hand(here))
    office = opened(here.dispatcher, scripts=False)

    office.go("/cases/tickets/")
    for box in office.page.locator("[data-bulk-row]").all():
        box.check()
    office.press("批量交办")
    office.field("承办单位").select_option(str(here.handling.pk))
    office.field("办理类别").select_option(label="疑难")
    office.press("按所选类别重算承诺日期")
    office.waits_for("疑难 30 个工作日")
    office.look()
    for box in office.page.locator("[data-bulk-row]").all():
        box.check()
    office.press("交办所选工单")
    office.waits_for("已办 1 件，未办 1 件")
    office.look()
    office.press("重新办理未办的 1 件")
    office.waits_for("可以办理 0 件")

    ticket.refresh_from_db()
    taken.refresh_from_db()
    assert (ticket.state, taken.state) == (State.ASSIGNED, State.IN_HAND)


@SIZES
def test_a_colleague_takes_over_what_somebody_leaves_behind(opened, here, told, size):
    held = [told(days, **in_hand(here)) for days in (1, 2)]
    head = opened(here.head, size=size)

    head.go("/cases/hand-over/")
    head.waits_for("李娟")
    head.look()
    head.press("全部转交", exact=False)
    head.choose("李梅")
    head.fill("转交原因", "调离")
    head.look()
    head.press("转交所选工单")
    head.waits_for("已办 2 件")

    for ticket in held:
        ticket.refresh_from_db()
        assert ticket.handler == here.colleague.cadre


def test_similar_problems_and_a_reminder(opened, here, told):
    ticket = told(1, **in_hand(here))
    TopicFactory(county=here.region, unit=here.handling)
    office, leader = opened(here.dispatcher), opened(here.leader, size=PHONE)

    office.go(f"/cases/tickets/{ticket.pk}/alike/")
    office.waits_for("相似问题")
    office.look()
    leader.go(f"/cases/tickets/{ticket.pk}/")
    leader.press("催办")
    leader.fill("催办意见", "月底前办完")
    leader.look()
    leader.press("催办", within="#action")
    leader.waits_for("已催办")
