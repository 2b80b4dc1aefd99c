"""What was brought before the head of the campaign office, and what is decided there."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.viewer import Viewer
from cases.models import TicketEvent
from cases.tickets.rules import list_views
from cases.tickets.rules.list_views import View
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import tickets
from cases.tickets.services.applications.escalations import raise_ticket, settle_ticket
from tests.factories.people import moment

MONDAY = date(2026, 3, 9)


@pytest.fixture
def raised(assigned):
    system = Viewer.system(moment(MONDAY, 9))
    return raise_ticket(assigned, actor=system, why="第三次提出退回")


def test_it_stands_on_the_head_s_desk(raised, office_head, dispatcher):
    viewer = office_head.viewer(MONDAY)
    waiting = list_views.tickets_in(View.RAISED, viewer)

    assert View.RAISED in list_views.views_for(viewer)
    assert list(tickets.rows(seen_by=viewer).filter(waiting)) == [raised]
    assert View.RAISED not in list_views.views_for(dispatcher.viewer(MONDAY))


def test_the_head_writes_what_is_decided(raised, office_head, handler):
    ticket = settle_ticket(raised, actor=office_head.viewer(MONDAY), note="由供电公司牵头办理。")

    assert (ticket.raised_on, ticket.raised_why) == (None, "")
    assert TicketEvent.objects.get(action=Action.SETTLE).note == "由供电公司牵头办理。"
    assert AuditEntry.objects.filter(verb="ticket.settle").count() == 1
    assert OutboxRow.objects.filter(kind="ticket_settled", to=handler.cadre).exists()


def test_it_needs_words_and_a_failure_leaves_nothing_behind(raised, office_head):
    with pytest.raises(Invalid, match="裁定意见"):
        settle_ticket(raised, actor=office_head.viewer(MONDAY), note=" ")
    raised.refresh_from_db()
    assert raised.raised_on == MONDAY


def test_what_was_not_raised_is_not_settled(assigned, office_head):
    with pytest.raises(WrongState, match="没有提请"):
        settle_ticket(assigned, actor=office_head.viewer(MONDAY), note="由供电公司办理")


@pytest.mark.parametrize("who", ["dispatcher", "handler", "leader", "liaison"])
def test_only_the_head_of_the_office_settles(raised, who, request):
    with pytest.raises(NotPermitted):
        settle_ticket(raised, actor=request.getfixturevalue(who).viewer(MONDAY), note="同意")


def test_nobody_but_the_system_raises(assigned, dispatcher):
    with pytest.raises(NotPermitted):
        raise_ticket(assigned, actor=dispatcher.viewer(MONDAY), why="想提请")
