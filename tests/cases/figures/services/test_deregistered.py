"""企业已注销: a matter whose enterprise is no more is over, and is not 办结."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import NotPermitted
from cases.figures.rules.completion import Bucket, By, Period, Rate
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.vocabulary import Answer, Outcome
from cases.tickets.rules.workflow import State
from cases.tickets.services.closing.closing import record_call_back
from cases.tickets.services.handling.results import resolve_ticket
from tests.factories.cases import TicketFactory
from tests.fresh import approve_ticket

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
GONE = Finding(Outcome.DEREGISTERED)


@pytest.fixture
def signed(in_hand, handler, head):
    """The unit found it out, its head signed it; no measure is asked for."""
    ticket = resolve_ticket(
        in_hand,
        actor=handler.viewer(FRIDAY),
        result="市场监管局登记信息：3月2日注销。",
        finding=GONE,
    )
    return approve_ticket(ticket, actor=head.viewer(FRIDAY))


def test_an_independent_clerk_looks_it_up_and_closes(signed, caller):
    ticket = record_call_back(signed, actor=caller.viewer(MONDAY), answer=Answer.AGREES)

    assert (ticket.state, ticket.outcome) == (State.CLOSED, Outcome.DEREGISTERED)


def test_where_it_is_there_after_all_the_unit_goes_on(signed, caller):
    ticket = record_call_back(signed, actor=caller.viewer(MONDAY), answer=Answer.NOT_SOLVED)

    assert (ticket.state, ticket.round, ticket.outcome) == (State.IN_HAND, 2, "")


def test_whoever_dispatched_it_does_not_vouch_for_it(signed, dispatcher):
    with pytest.raises(NotPermitted):
        record_call_back(signed, actor=dispatcher.viewer(MONDAY), answer=Answer.AGREES)


@pytest.mark.parametrize("as_of", [None, date(2026, 3, 20)])
def test_it_is_received_and_not_closed_and_its_figure_opens_it(enterprise, handler, leader, as_of):
    given = {"enterprise": enterprise, "unit": handler.unit, "closed": True}
    gone = TicketFactory(**given, outcome=Outcome.DEREGISTERED)
    TicketFactory(**given, outcome=Outcome.SOLVED)
    asked = Question(Period(date(2026, 3, 1), date(2026, 3, 31)), By.UNIT, as_of=as_of)
    viewer = leader.viewer(date(2026, 3, 25))

    figures = completion.report(asked, seen_by=viewer).total
    behind = completion.tickets(asked, seen_by=viewer, bucket=Bucket.DEREGISTERED)

    assert (figures.received, figures.closed, figures.deregistered) == (2, 1, 1)
    assert (figures.completion, figures.timely) == (Rate(1, 2), Rate(1, 1))
    assert list(behind) == [gone]
