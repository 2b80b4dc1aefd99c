"""The paper of the meeting: what is up, room for what is decided, a way to write it down."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Application, OfficeTask
from cases.office_work.rules import weeks
from cases.office_work.rules.tasks import TaskKind
from cases.tickets.rules.workflow import State
from tests.factories.cases import TicketFactory


@pytest.fixture
def handed_up(enterprise, handler, leader):
    """Handed up to the county's leaders, who have granted that it comes before them."""
    ticket = TicketFactory(
        enterprise=enterprise, in_hand=True, state=State.HANDED_UP, unit=handler.unit
    )
    Application.objects.create(
        ticket=ticket, county=ticket.county, unit=handler.unit, round=1, kind="hand_up",
        level="county_meeting", reason="涉及多部门", tried="已协调两次", proposal="请明确用地",
        digest="0", asked_by=handler.cadre, asked_at=timezone.now(),
        due_on=timezone.localdate(), state="granted", decided_by=leader.cadre,
        decided_at=timezone.now(),
    )  # fmt: skip
    return ticket


def test_the_office_finds_the_way_to_write_down_what_was_decided(
    signed_in, dispatcher, leader, handed_up
):
    pack, back = reverse("cases:meeting-pack"), f"/cases/tickets/{handed_up.pk}/bring-back/"
    page = signed_in(dispatcher).get(pack).content.decode()

    for words in ("提请会商的事项（1 件）", "已协调两次", "请明确用地", "会商意见"):
        assert words in page
    assert f'href="{back}"' in page
    assert signed_in(dispatcher).get(back).status_code == 200
    assert back not in signed_in(leader).get(pack).content.decode()


def test_a_quiet_week_has_a_paper_too(signed_in, leader):
    page = signed_in(leader).get(reverse("cases:meeting-pack")).content.decode()

    assert "没有提请会商的事项" in page
    assert "没有需要对账的决定" in page
    assert "本周计划：没有任务" in page


def test_the_two_lists_of_the_week_are_on_the_paper(signed_in, leader, dispatcher):
    monday = weeks.monday_of(timezone.localdate())
    plan = {"kind": TaskKind.OWN, "unit": dispatcher.unit, "owner_name": "陈静"}
    for week_on, text in ((monday - weeks.WEEK, "走访园区企业"), (monday, "开银企对接会")):
        OfficeTask.objects.create(
            county=dispatcher.county, week_on=week_on, text=text, due_on=weeks.sunday_of(week_on),
            filed_by=dispatcher.cadre, filed_at=timezone.now(), **plan,
        )  # fmt: skip

    page = signed_in(leader).get(reverse("cases:meeting-pack")).content.decode()

    assert page.index("走访园区企业") < page.index("本周计划（1 项）") < page.index("开银企对接会")
