"""A deputy (代理) signs for the head who is away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import NotPermitted
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Approval, TicketEvent
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.results import add_measure, finish_measure, resolve_ticket
from tests import cast
from tests.factories.people import DelegationFactory, PostingFactory
from tests.fresh import approve_ticket, send_back_ticket

MONDAY = date(2026, 3, 9)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def deputy(head):
    """Another clerk of the unit, who stands in for its head this week."""
    person = cast.person("李四", Role.UNIT_CLERK, head.unit)
    DelegationFactory(
        posting=head.cadre.postings.get(), deputy=person.cadre, from_on=MONDAY, to_on=FRIDAY
    )
    return person


def handle(ticket, who):
    measure = add_measure(ticket, actor=who.viewer(MONDAY), text="勘查", owner_name="王强")
    finish_measure(measure, actor=who.viewer(MONDAY), evidence="勘查记录")
    return resolve_ticket(ticket, actor=who.viewer(MONDAY), result="已解决")


def test_a_deputy_signs_and_the_course_names_both(resolved, deputy, head):
    ticket = approve_ticket(resolved, actor=deputy.viewer(MONDAY))

    assert ticket.state == State.UNCONFIRMED
    event = TicketEvent.objects.get(ticket=ticket, action=Action.APPROVE)
    assert event.actor == deputy.cadre
    assert event.actor_name == "李四 代 王强"
    assert AuditEntry.objects.get(verb="ticket.approve").actor_name == "李四 代 王强"


def test_the_signature_says_for_whom(resolved, deputy, head):
    approve_ticket(resolved, actor=deputy.viewer(MONDAY))

    signature = Approval.objects.get(ticket=resolved)
    assert (signature.signed_by, signature.principal) == (deputy.cadre, head.cadre)
    assert signature.posting == head.cadre.postings.get()


def test_a_head_s_own_signature_is_for_nobody(resolved, head):
    approve_ticket(resolved, actor=head.viewer(MONDAY))

    assert Approval.objects.get(ticket=resolved).principal is None


def test_a_deputy_sends_back_in_both_names(resolved, deputy):
    send_back_ticket(resolved, actor=deputy.viewer(MONDAY), reason="缺验收单")

    assert TicketEvent.objects.get(action=Action.SEND_BACK).actor_name == "李四 代 王强"


def test_what_is_the_deputy_s_own_is_done_in_the_own_name(assigned, deputy):
    accept_ticket(assigned, actor=deputy.viewer(MONDAY))

    assert TicketEvent.objects.get(action=Action.ACCEPT).actor_name == "李四"


def test_a_deputy_who_is_a_head_too_signs_in_the_own_name(resolved, deputy):
    PostingFactory(cadre=deputy.cadre, unit=deputy.unit, role=Role.UNIT_HEAD)

    approve_ticket(resolved, actor=deputy.viewer(MONDAY))

    signature = Approval.objects.get(ticket=resolved)
    assert signature.principal is None
    assert TicketEvent.objects.get(action=Action.APPROVE).actor_name == "李四"


def test_a_deputy_who_handled_the_ticket_does_not_sign(in_hand, deputy):
    ticket = handle(in_hand, deputy)

    with pytest.raises(NotPermitted, match="您经办过"):
        approve_ticket(ticket, actor=deputy.viewer(MONDAY))


def test_nobody_signs_for_a_head_who_handled_the_ticket(in_hand, deputy, head):
    PostingFactory(cadre=head.cadre, unit=head.unit, role=Role.UNIT_CLERK)
    ticket = handle(in_hand, head)

    with pytest.raises(NotPermitted, match="所代理的人"):
        approve_ticket(ticket, actor=deputy.viewer(MONDAY))
    page = ticket_page.fetch(ticket.pk, seen_by=deputy.viewer(MONDAY))
    assert Action.APPROVE not in page.actions
    assert "所代理的人" in page.refused[Action.APPROVE]


@pytest.mark.parametrize("on", [MONDAY - timedelta(days=1), FRIDAY + timedelta(days=1)])
def test_outside_its_days_a_deputy_signs_nothing(resolved, deputy, on):
    with pytest.raises(NotPermitted, match="单位负责人"):
        approve_ticket(resolved, actor=deputy.viewer(on))


def test_the_deputy_is_told_what_waits_for_the_head(in_hand, handler, head, deputy):
    handle(in_hand, handler)

    told = OutboxRow.objects.filter(kind="ticket_resolved").values_list("to", flat=True)
    assert set(told) == {head.cadre.pk, deputy.cadre.pk}


def test_the_page_says_who_stands_in(resolved, handler, head, deputy):
    page = ticket_page.fetch(resolved.pk, seen_by=handler.viewer(MONDAY))

    assert page.waiting.names == ["李四 代 王强", "王强"]


def test_a_deputy_of_the_office_head_dispatches_in_both_names(filed, office_head, handler):
    deputy = cast.person("钱进", Role.CADRE, office_head.unit)
    posting = office_head.cadre.postings.get()
    DelegationFactory(posting=posting, deputy=deputy.cadre, from_on=MONDAY, to_on=FRIDAY)

    dispatch_ticket(
        filed,
        actor=deputy.viewer(MONDAY),
        unit=handler.unit,
        handling_class=HandlingClass.SIMPLE,
    )

    assert TicketEvent.objects.get(action=Action.DISPATCH).actor_name == "钱进 代 马超"
