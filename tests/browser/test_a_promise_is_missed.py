"""A unit answers with a day, does not keep it, and finds the next rung on the same ticket."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import LadderStep, Rung, Ticket
from cases.supervision.rules.ladder import StepState
from cases.supervision.services.escalation_sweep import escalate
from tests.browser.window import DESKTOP, PHONE
from tests.factories.cases import LadderStepFactory, TicketFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def ticket(here) -> Ticket:
    """Urged, and to be answered; the rung after it follows what brought nothing about."""
    today, urge = timezone.localdate(), Rung.objects.get(code="urge", region=None)
    Rung.objects.filter(code="letter").update(follows="urge", is_active=True, approver="nobody")
    filed_on = today - timedelta(days=40)
    given = TicketFactory(
        in_hand=True,
        enterprise=here.enterprise,
        category=here.category,
        filed_by=here.liaison.cadre,
        unit=here.handling,
        dispatched_by=here.dispatcher.cadre,
        filed_on=filed_on,
        dispatched_on=filed_on,
        accepted_on=filed_on,
        due_on=today - timedelta(days=20),
        unit_due_on=today - timedelta(days=20),
    )
    LadderStepFactory(
        ticket=given,
        rung=urge,
        state=StepState.ISSUED,
        issued_at=timezone.now() - timedelta(days=1),
        proposed_at=timezone.now() - timedelta(days=1),
        reply_due_on=today + timedelta(days=1),
    )
    return given


def test_a_reply_with_a_day_that_is_missed_is_followed_by_the_next_rung(opened, here, ticket):
    head = opened(here.head)
    head.go(f"/cases/tickets/{ticket.pk}/reply/")
    head.fill("回复", "设备还没有到货，已催厂家。")
    head.fill("承诺办结日期", timezone.localdate().isoformat())
    head.press("签发", within="#action form")
    head.waits_for("到期仍未办结的，启动下一级督办")

    for ahead in range(1, 13):
        escalate(timezone.now() + timedelta(days=ahead))

    assert LadderStep.objects.filter(ticket=ticket, code="letter").exists()
    for size in (PHONE, DESKTOP):
        head.resize(size)
        head.go(f"/cases/tickets/{ticket.pk}/")
        head.waits_for("逾期仍不落实")
        head.look()
