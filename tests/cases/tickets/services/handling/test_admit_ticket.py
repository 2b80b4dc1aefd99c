"""A complaint about tendering is taken or not before it is handled; its days run from then."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cases.models import TicketEvent
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.applications.admission import admit_ticket, decline_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.results import resolve_ticket
from cases.tickets.web.actions.views import buttons
from tests.cases.drafted import ASK, KINDS

WEDNESDAY, THURSDAY, FRIDAY = date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6)
TUESDAY = date(2026, 3, 10)


@pytest.fixture
def taken(filed, dispatcher, handler):
    """A complaint that the unit signed for on Wednesday."""
    ticket = dispatch_ticket(
        filed, actor=dispatcher.viewer(WEDNESDAY), unit=handler.unit, handling_class="tender"
    )
    return accept_ticket(ticket, actor=handler.viewer(WEDNESDAY))


def test_signed_for_it_waits_one_working_day_for_the_decision(taken):
    assert (taken.state, taken.unit_due_on, taken.step_due_on) == (State.IN_HAND, None, THURSDAY)


def test_the_page_says_that_it_waits_for_the_decision_and_until_when(taken, handler):
    page = ticket_page.fetch(taken.pk, seen_by=handler.viewer(THURSDAY))

    assert page.waiting.who.endswith("决定是否受理")
    assert [(one.label, one.due_on) for one in page.clocks] == [("决定受理期限", THURSDAY)]
    assert buttons(page)[0]["verb"] == "admit"
    assert buttons(page)[0]["is_strong"]

    admit_ticket(taken, actor=handler.viewer(THURSDAY))

    page = ticket_page.fetch(taken.pk, seen_by=handler.viewer(THURSDAY))
    assert page.waiting.who == taken.unit.name
    assert "决定受理期限" not in {one.label for one in page.clocks}


def test_ten_working_days_run_from_the_acceptance(taken, handler):
    ticket = admit_ticket(taken, actor=handler.viewer(THURSDAY))

    assert (ticket.admitted_on, ticket.unit_due_on) == (THURSDAY, date(2026, 3, 19))
    assert ticket.due_on == ticket.promised_on == date(2026, 3, 19)
    assert ticket.step_due_on == ticket.unit_due_on
    assert TicketEvent.objects.filter(ticket=ticket, action=Action.ADMIT).count() == 1


def test_who_decides_late_gains_no_day(taken, handler):
    ticket = admit_ticket(taken, actor=handler.viewer(TUESDAY))

    assert ticket.unit_due_on == date(2026, 3, 19)


def test_nothing_is_handed_in_of_what_was_not_taken(taken, handler):
    with pytest.raises(WrongState, match="受理"):
        resolve_ticket(taken, actor=handler.viewer(THURSDAY), result="已办结")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_asked_for_of_what_was_not_taken(taken, handler, kind):
    page = ticket_page.fetch(taken.pk, seen_by=handler.viewer(THURSDAY))
    assert not {"ask-extension", "ask-parking", "ask-plan", "ask-hand-up"} & {
        one["verb"] for one in buttons(page)
    }

    with pytest.raises(WrongState, match="受理"):
        ASK[kind](taken, handler)

    admit_ticket(taken, actor=handler.viewer(THURSDAY))
    assert ASK[kind](taken, handler, on=FRIDAY).kind == kind


def test_what_is_not_taken_goes_to_the_head_with_its_reasons(taken, handler):
    ticket = decline_ticket(
        taken, actor=handler.viewer(THURSDAY), reason="投诉人不是该项目的利害关系人。"
    )

    assert (ticket.state, ticket.outcome) == (State.RESOLVED, Outcome.EXPLAINED)
    assert ticket.result == "不予受理。理由：投诉人不是该项目的利害关系人。"
    assert ticket.admitted_on is None


def test_a_refusal_has_reasons(taken, handler):
    with pytest.raises(Invalid):
        decline_ticket(taken, actor=handler.viewer(THURSDAY), reason=" ")


@pytest.mark.parametrize("who", ["dispatcher", "head", "leader", "supervisor"])
def test_the_handling_unit_decides(taken, who, request):
    with pytest.raises(NotPermitted):
        admit_ticket(taken, actor=request.getfixturevalue(who).viewer(THURSDAY))


def test_it_is_taken_once(taken, handler):
    ticket = admit_ticket(taken, actor=handler.viewer(THURSDAY))

    with pytest.raises(WrongState):
        admit_ticket(ticket, actor=handler.viewer(FRIDAY))
    with pytest.raises(WrongState):
        decline_ticket(ticket, actor=handler.viewer(FRIDAY), reason="不属于招投标事项")


def test_other_matters_are_not_examined(in_hand, handler):
    with pytest.raises(WrongState):
        admit_ticket(in_hand, actor=handler.viewer(FRIDAY))
