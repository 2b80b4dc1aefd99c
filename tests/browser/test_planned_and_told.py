"""A matter is planned, answered on the way, fulfilled and confirmed; an extension is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.models import ContactAttempt, Ticket
from cases.tickets.rules.workflow import State
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.applications.applications import ask_extension
from cases.tickets.services.closing.closing import issue_link
from tests import cast
from tests.browser import signing
from tests.browser.window import DESKTOP, PHONE
from tests.factories.cases import MeasureFactory, TicketFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def ticket(here) -> Ticket:
    """In hand since today, with a measure that is done."""
    today = timezone.localdate()
    given = TicketFactory(
        in_hand=True,
        enterprise=here.enterprise,
        category=here.category,
        filed_by=here.liaison.cadre,
        unit=here.handling,
        dispatched_by=here.dispatcher.cadre,
        filed_on=today,
        dispatched_on=today,
        accepted_on=today,
        due_on=today + timedelta(days=12),
        unit_due_on=today + timedelta(days=9),
    )
    MeasureFactory(ticket=given, done=True, done_on=today)
    return given


@pytest.fixture
def office_head(here):
    head = cast.person("马超", Role.OFFICE_HEAD, here.dispatcher.unit)
    head.cadre.password = here.dispatcher.cadre.password
    head.cadre.save(update_fields=["password"])
    return head


def _page(ticket: Ticket, verb: str = "") -> str:
    return f"/cases/tickets/{ticket.pk}/{verb}"


def _look_in_both_sizes(window) -> None:
    for size in (PHONE, DESKTOP):
        window.resize(size)
        window.look()


def test_a_plan_is_answered_on_the_way_fulfilled_and_confirmed(opened, here, ticket, office_head):
    clerk, head = opened(here.handler), opened(here.head)
    _asks_for_a_plan(clerk, ticket)
    signing.sign(head)
    _consents(opened(office_head, PHONE))
    assert _state_of(ticket) == State.PLANNED

    _answers_on_the_way(clerk, ticket)
    assert _state_of(ticket) == State.PLANNED
    link = f"/c/{issue_link(ticket, actor=here.liaison.viewer_now())}/"
    enterprise = opened(size=PHONE, scripts=False)
    enterprise.go(link)
    enterprise.waits_for("已列入计划")
    _look_in_both_sizes(enterprise)

    _hands_in(clerk, ticket)
    head.go("/")
    head.waits_for("待您审核")
    head.press("审核通过")
    head.waits_for("接下来由企业确认")

    enterprise.resize(PHONE)
    enterprise.go(link)
    enterprise.choose("已解决")
    enterprise.press("提交答复")
    enterprise.waits_for("谢谢")
    assert _state_of(ticket) == State.CLOSED


def _asks_for_a_plan(clerk, ticket):
    clerk.go(_page(ticket, "ask-plan/"))
    _look_in_both_sizes(clerk)
    clerk.fill("计划责任人", "王强")
    clerk.fill("计划兑现日期", (timezone.localdate() + timedelta(days=90)).isoformat())
    clerk.fill("理由和步骤", "列入农网改造项目，一季度设计，二季度施工。")
    signing.send(clerk)


def _consents(head):
    head.go("/")
    head.waits_for("申请待您审批")
    _look_in_both_sizes(head)
    head.press("批准")
    head.waits_for("已批准列入计划")


def _answers_on_the_way(clerk, ticket):
    clerk.go("/")
    clerk.waits_for("列入计划")
    clerk.go(_page(ticket, "note/"))
    clerk.fill("进展", "设计单位已经勘测，方案下月送审。")
    clerk.press("反馈进展", within="#action form")
    clerk.waits_for("进展已反馈")
    _look_in_both_sizes(clerk)


def _hands_in(clerk, ticket):
    clerk.go(_page(ticket, "resolve/"))
    clerk.choose("已解决")
    clerk.fill("办理情况", "改造完成，已增容送电。")
    clerk.press("提交办结", within="#action form")
    clerk.waits_for("等本单位负责人审核")


def _state_of(ticket) -> str:
    return Ticket.objects.get(pk=ticket.pk).state


def test_an_extension_counts_when_the_enterprise_has_read_of_it(opened, here, ticket, office_head):
    asked = ask_extension(
        ticket, actor=here.handler.viewer_now(), reason="变压器厂家排产推迟。", days=3
    )
    grant_application(ticket, "extension", actor=office_head.viewer_now(), digest=asked.digest)
    promised = Ticket.objects.get(pk=ticket.pk).due_on

    cadre = opened(here.liaison, PHONE)
    cadre.go("/")
    cadre.waits_for("延期待告知企业")
    cadre.go(_page(ticket))
    cadre.waits_for("已批准，待告知企业")
    _look_in_both_sizes(cadre)
    cadre.press("告知企业延期")
    cadre.standing.locator("#action form").wait_for()
    _look_in_both_sizes(cadre)

    enterprise = opened(size=PHONE, scripts=False)
    enterprise.go(f"/c/{issue_link(ticket, actor=here.liaison.viewer_now())}/")
    enterprise.waits_for("需要多一些时间")
    _look_in_both_sizes(enterprise)
    assert Ticket.objects.get(pk=ticket.pk).due_on == promised
    enterprise.press("知道了")
    enterprise.waits_for("正在办理")
    assert Ticket.objects.get(pk=ticket.pk).due_on > promised

    cadre.go(_page(ticket))
    cadre.waits_for("原承诺")
    cadre.look()


def test_who_is_not_reached_on_three_days_stands_apart(opened, here, ticket):
    today = timezone.localdate()
    Ticket.objects.filter(pk=ticket.pk).update(
        state=State.UNCONFIRMED, approved_on=today, result="已增容。", outcome="solved"
    )
    for back in (2, 1):
        ContactAttempt.objects.create(
            ticket=ticket,
            round=1,
            means="call",
            note="座机无人接听。",
            made_by=here.caller.cadre,
            made_at=timezone.now() - timedelta(days=back),
        )
    cadre = opened(here.liaison, PHONE)
    cadre.go(_page(ticket, "try-contact/"))
    _look_in_both_sizes(cadre)
    cadre.choose("上门")
    cadre.fill("什么情况", "厂门上锁，保安说放假。")
    cadre.press("登记联系未果", within="#action form")
    cadre.waits_for("单独统计")
    _look_in_both_sizes(cadre)

    caller = opened(here.caller)
    caller.go("/")
    caller.waits_for("联系不上")
    caller.go(_page(ticket, "call-back/"))
    caller.choose("已解决")
    caller.press("登记回访结果", within="#action form")
    caller.waits_for("已按回访结果办结")
    assert Ticket.objects.get(pk=ticket.pk).state == State.CLOSED
