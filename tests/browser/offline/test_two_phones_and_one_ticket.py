"""Two phones and one ticket: what another did meanwhile stands beside one's own words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from cases.tickets.rules.workflow import State
from tests import cast, phone
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.people import PostingFactory

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
MINE, THEIRS = "已增容到 630 千伏安", "已更换变压器"


@pytest.fixture
def ticket(handset, here):
    """In the hands of the unit of the cadre, who is its clerk too; a colleague has it as well."""
    unit = here.liaison.unit
    PostingFactory(cadre=here.liaison.cadre, unit=unit, role=Role.UNIT_CLERK)
    found = TicketFactory(in_hand=True, unit=unit, enterprise=here.enterprise)
    MeasureFactory(ticket=found, done=True)
    handset.come_in(here.liaison.cadre)
    handset.install()
    return found


def resolved_by_another_phone(ticket, here):
    """The colleague's phone delivers first."""
    colleague = cast.person("何平", Role.UNIT_CLERK, here.liaison.unit)
    client = Client(HTTP_HOST="localhost")
    client.force_login(colleague.cadre, BACKEND)
    trunk = Ticket.objects.get(pk=ticket.pk).updated_at.isoformat()
    values = {"outcome": "solved", "result": THEIRS}
    command = phone.command("ticket.resolve", ticket.pk, trunk=trunk, values=values)
    assert phone.outcomes(phone.send(client, command)) == ["done"]


def test_both_stand_side_by_side_field_by_field_and_nothing_is_written_over(handset, ticket, here):
    handset.lose_line()
    handset.open(f"/tickets/{ticket.pk}")
    handset.press("提交办结")
    handset.choose("已解决")
    handset.fill("办理情况", MINE)
    handset.press("提交办结")
    handset.waits_for("已加密存在本机")
    resolved_by_another_phone(ticket, here)

    handset.find_line()

    handset.waits_for("1 条没有办成，请查看")
    handset.open("/unsent")
    handset.waits_for("与别人的修改冲突")
    handset.press(f"提交办结 {ticket.number}")
    handset.waits_for("您写的和现在的")
    shown = handset.page.inner_text(".before-after >> nth=-1")
    assert MINE in shown
    assert THEIRS in shown
    assert "何平" in handset.text
    handset.look()
    ticket.refresh_from_db()
    assert (ticket.state, ticket.result) == (State.RESOLVED, THEIRS)
    assert handset.field("办理情况").input_value() == MINE
    assert ticket.updated_at < timezone.now()
