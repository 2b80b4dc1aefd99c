"""Whose matter it is, on the real stack: disputed, shared, moved, handed on, followed up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.models import Objection, Ticket
from cases.tickets.rules.workflow import State
from tests import cast
from tests.browser import signing
from tests.browser.window import DESKTOP, PHONE
from tests.factories.cases import MeasureFactory, TicketFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def ticket(here):
    """Make a ticket that the unit was given today."""

    def made(state: str, **more) -> Ticket:
        today = timezone.localdate()
        accepted = {"accepted_on": today, "unit_due_on": today + timedelta(days=9)}
        return TicketFactory(
            enterprise=here.enterprise,
            category=here.category,
            filed_by=here.liaison.cadre,
            unit=here.handling,
            dispatched_by=here.dispatcher.cadre,
            filed_on=today,
            dispatched_on=today,
            due_on=today + timedelta(days=12),
            **{state: True},
            **(accepted if state == "in_hand" else {}),
            **more,
        )

    return made


def _page(ticket: Ticket, verb: str = "") -> str:
    return f"/cases/tickets/{ticket.pk}/{verb}"


def _look_in_both_sizes(window) -> None:
    for size in (PHONE, DESKTOP):
        window.resize(size)
        window.look()


def test_a_dispute_ends_with_the_office_and_then_with_its_head(opened, site, here, ticket):
    head = cast.person("马超", Role.OFFICE_HEAD, here.dispatcher.unit)
    head.cadre.password = here.dispatcher.cadre.password
    head.cadre.save(update_fields=["password"])
    given = ticket("assigned")
    for before in (here.outsider, here.colleague):
        Objection.objects.create(
            ticket=given,
            unit=before.unit,
            reason="不属本单位职责。",
            is_taken=True,
            filed_by=before.cadre,
            filed_at=timezone.now(),
            decided_at=timezone.now(),
            decided_unit=here.handling,
        )

    clerk = opened(here.handler)
    clerk.go(_page(given))
    clerk.press("退回异议")
    clerk.waits_for("这次退回不会被受理")
    _look_in_both_sizes(clerk)
    clerk.fill("退回原因", "仍认为不属供电公司。")
    signing.send(clerk)
    unit_head = opened(here.head)
    signing.sign(unit_head, "退回异议没有被受理")
    _look_in_both_sizes(unit_head)

    site.deliver()

    boss = opened(head)
    boss.waits_for("提请裁定")
    boss.look()
    boss.press(given.title)
    boss.waits_for("已提请裁定")
    boss.press("裁定")
    boss.fill("裁定意见", "由供电公司牵头办理。")
    boss.look()
    boss.press("写入裁定意见")
    boss.waits_for("裁定意见已记入经过")
    _look_in_both_sizes(boss)


def test_the_office_finds_the_proposed_unit_chosen(opened, here, ticket):
    given = ticket("assigned")
    clerk = opened(here.handler)
    clerk.go(_page(given, "object/"))
    clerk.fill("退回原因", "属气象局职责。")
    clerk.field("建议承办单位").select_option(label="县气象局")
    _look_in_both_sizes(clerk)
    signing.send(clerk)
    signing.sign(opened(here.head), "已退回县助企办")

    office = opened(here.dispatcher)
    office.go(f"/cases/dispatch/{given.pk}/")
    office.waits_for("建议由")
    assert "交给 县气象局" in office.text
    _look_in_both_sizes(office)
    today = timezone.localdate()
    office.go(f"/cases/completion/?since={today}&until={today}&by=unit")
    office.waits_for("争议用时")
    office.look()


def test_another_unit_helps_and_the_result_waits_for_it(opened, here, ticket):
    given = ticket("in_hand", handler=here.handler.cadre)
    MeasureFactory(ticket=given, done=True)
    office = opened(here.dispatcher)
    office.go(_page(given, "add-share/"))
    office.field("单位").select_option(label="县气象局")
    office.choose("分办")
    office.fill("任务", "核查厂区雷电防护。")
    _look_in_both_sizes(office)
    office.press("增加")
    office.waits_for("已请县气象局分办")
    _look_in_both_sizes(office)

    lead = opened(here.handler)
    lead.go(_page(given, "resolve/"))
    lead.choose("已解决")
    lead.fill("办理情况", "变压器已更换。")
    lead.press("提交办结", within="#action form")
    lead.waits_for("县气象局还没有答复")
    lead.look()

    _helps(opened(here.outsider, size=PHONE), given)


def _helps(helper, given):
    helper.waits_for("协办待办")
    helper.look()
    helper.press(given.title)
    helper.page.wait_for_url(f"**{_page(given)}")
    helper.press("签收", exact=False)
    helper.press("签收", within="#action form")
    helper.waits_for("已签收协办")
    helper.press("答复", exact=False)
    helper.fill("协办答复", "防护合格。")
    helper.look()
    helper.press("提交答复")
    helper.waits_for("已答复")


def test_it_moves_to_another_clerk_and_to_another_unit(opened, here, ticket):
    given = ticket("in_hand", handler=here.handler.cadre)
    head = opened(here.head)
    head.go(_page(given, "hand-over/"))
    head.field("转交给").select_option(label="李梅")
    head.fill("转交原因", "外出学习。")
    _look_in_both_sizes(head)
    head.press("转交", within="#action form")
    head.waits_for("已转交")
    head.go(f"/cadres/people/{here.colleague.cadre.pk}/")
    head.waits_for("在办工单")
    _look_in_both_sizes(head)

    office = opened(here.dispatcher)
    office.go(_page(given, "reassign/"))
    office.field("单位").select_option(label="县气象局")
    office.fill("改派原因", "经核实属气象局。")
    _look_in_both_sizes(office)
    office.press("改派", within="#action form")
    office.waits_for("已改派县气象局")
    assert Ticket.objects.get(pk=given.pk).state == State.ASSIGNED
    assert opened(here.handler).go(_page(given)) == 404


def test_the_next_feedback_is_promised_from_a_phone(opened, here, ticket):
    given = ticket("in_hand")
    MeasureFactory(ticket=given)
    clerk = opened(here.handler, size=PHONE)
    clerk.go(_page(given))
    clerk.press("约定下次反馈")
    clerk.fill("下次反馈日期", (timezone.localdate() + timedelta(days=5)).isoformat())
    clerk.fill("原因", "等设备到货。")
    _look_in_both_sizes(clerk)
    clerk.press("约定下次反馈", within="#action form")
    clerk.waits_for("到期系统会提醒")
    _look_in_both_sizes(clerk)
    clerk.go("/cases/tickets/?mine=me")
    clerk.look()
