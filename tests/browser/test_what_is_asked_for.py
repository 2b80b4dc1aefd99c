"""What a unit asks for, on the real stack: asked by the clerk, decided from the desk, and back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.models import Application, Ticket
from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.workflow import State
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


def test_more_time_is_asked_for_changed_and_granted_from_the_desk(
    opened, here, ticket, office_head
):
    clerk, unit_head = opened(here.handler), opened(here.head)
    clerk.go(_page(ticket, "ask-extension/"))
    _look_in_both_sizes(clerk)
    clerk.fill("延长几个工作日", "5")
    clerk.fill("延期理由", "变压器厂家排产推迟，十二月一日到货。")
    signing.send(clerk)
    signing.sign(unit_head)
    clerk.go(_page(ticket))
    clerk.waits_for("助企办主任，")
    _look_in_both_sizes(clerk)
    clerk.press("修改")
    clerk.fill("延长几个工作日", "3")
    signing.send(clerk)
    signing.sign(unit_head)
    clerk.go(_page(ticket))
    clerk.waits_for("延长 3 个工作日")

    head = opened(office_head, PHONE)
    head.go("/")
    head.waits_for("申请待您审批")
    _look_in_both_sizes(head)
    head.resize(PHONE)
    head.press("批准")
    head.waits_for("已批准延期")

    head.go(_page(ticket))
    head.waits_for("已批准，待告知企业")
    _look_in_both_sizes(head)
    found = Application.objects.filter(ticket=ticket).values_list("days", "state")
    assert set(found) == {(5, ApplicationState.LAPSED), (3, ApplicationState.GRANTED)}


def test_a_matter_is_parked_and_comes_back(opened, here, ticket):
    clerk = opened(here.handler, PHONE)
    clerk.go(_page(ticket, "ask-parking/"))
    clerk.choose("暂不具备现实条件")
    clerk.fill("挂账理由", "园区管网规划尚未批复。")
    clerk.fill("复查日期", (timezone.localdate() + timedelta(days=60)).isoformat())
    clerk.look()
    signing.send(clerk)
    signing.sign(opened(here.head, PHONE))
    clerk.go(_page(ticket))
    clerk.waits_for("县领导，")

    leader = opened(here.leader)
    leader.go("/")
    _look_in_both_sizes(leader)
    leader.press("不批准")
    leader.look()
    leader.go("/")
    leader.press("批准")
    leader.waits_for("已批准挂账")

    clerk.go(_page(ticket))
    clerk.press("恢复办理")
    clerk.fill("原因", "规划已经批复。")
    clerk.press("恢复办理", within="#action")
    clerk.waits_for("已恢复办理")
    assert Ticket.objects.get(pk=ticket.pk).state == State.IN_HAND


def test_a_matter_goes_to_the_leaders_meeting_and_back(opened, here, ticket):
    clerk = opened(here.handler)
    clerk.go(_page(ticket, "ask-hand-up/"))
    clerk.choose("县领导会商")
    clerk.fill("提级理由", "涉及供电、自然资源、城投三家。")
    clerk.fill("已采取的措施", "已召集两次协调会，路由用地未达成一致。")
    clerk.fill("建议", "请分管县领导召集会商，明确路由。")
    _look_in_both_sizes(clerk)
    signing.send(clerk)
    signing.sign(opened(here.head))

    leader = opened(here.leader)
    leader.go("/cases/applications/")
    leader.press("批准")
    leader.waits_for("已批准提级")
    leader.go("/cases/meeting/")
    _look_in_both_sizes(leader)
    assert ticket.title in leader.text

    office = opened(here.caller)
    office.go(_page(ticket, "bring-back/"))
    office.fill("会商或上级意见", "由城投公司腾出路由，供电公司月底前完成。")
    office.press("登记会商（上级）意见", within="#action")
    office.waits_for("意见已带回")
    _look_in_both_sizes(office)
    leader.go("/cases/meeting/")
    leader.look()
