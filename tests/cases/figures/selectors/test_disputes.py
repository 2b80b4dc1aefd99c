"""Time lost in disputes: the office's own figure, counted once, and the tickets behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cases.figures.rules.completion import Period
from cases.figures.rules.disputes import Which
from cases.figures.selectors import completion, disputes
from cases.figures.selectors.completion import Question
from cases.figures.selectors.disputes import Disputes
from cases.models import Objection
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

MARCH = Question(Period(date(2026, 3, 1), date(2026, 3, 31)))
FRIDAY, MONDAY, THURSDAY = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 12)


@pytest.fixture
def say(handler, outsider, db):
    """A unit objects to a ticket; the office decides on another day, or not yet."""

    def said(filed_on, decided_on=None, ticket=None, is_taken=True, **more):
        firm = EnterpriseFactory(county=cast.county())
        ticket = ticket or TicketFactory(enterprise=firm, **more)
        Objection.objects.create(
            ticket=ticket,
            unit=handler.unit,
            reason="不属本单位职责",
            is_taken=is_taken,
            filed_by=handler.cadre,
            filed_at=moment(filed_on),
            decided_at=moment(decided_on) if decided_on else None,
            decided_unit=outsider.unit if decided_on else None,
        )
        return ticket

    return said


def of(who, on=THURSDAY, question=MARCH):
    return disputes.of(question, seen_by=who.viewer(on))


def test_where_nothing_was_disputed_there_is_no_average(dispatcher):
    found = of(dispatcher)
    assert found == Disputes()
    assert found.average is None


def test_it_counts_working_days_from_the_objection_to_the_next_dispatch(say, dispatcher):
    say(FRIDAY, MONDAY)
    say(FRIDAY, THURSDAY)

    found = of(dispatcher)

    assert (found.objections, found.tickets, found.days, found.longest) == (2, 2, 5, 4)
    assert found.average == Decimal("2.5")


def test_a_ticket_disputed_twice_is_one_ticket(say, dispatcher):
    ticket = say(FRIDAY, MONDAY)
    say(MONDAY, THURSDAY, ticket=ticket)

    assert (of(dispatcher).objections, of(dispatcher).tickets) == (2, 1)


def test_one_that_waits_is_counted_until_today(say, dispatcher):
    say(FRIDAY)

    found = of(dispatcher)

    assert (found.waiting, found.days) == (1, 4)


def test_an_attempt_that_was_not_taken_took_no_time(say, dispatcher):
    say(FRIDAY, is_taken=False)

    found = of(dispatcher)

    assert (found.objections, found.refused, found.days) == (0, 1, 0)


def test_looked_back_at_it_knows_nothing_of_later_decisions(say, dispatcher):
    say(FRIDAY, THURSDAY)
    past = Question(MARCH.period, as_of=MONDAY)

    found = of(dispatcher, question=past)

    assert (found.waiting, found.days) == (1, 1)


@pytest.mark.parametrize("which", Which)
def test_every_figure_opens_its_tickets(say, dispatcher, which):
    decided, waiting = say(FRIDAY, MONDAY), say(FRIDAY)
    refused = say(FRIDAY, is_taken=False)
    TicketFactory(enterprise=decided.enterprise)
    expected = {
        Which.TAKEN: {decided, waiting},
        Which.WAITING: {waiting},
        Which.REFUSED: {refused},
    }

    found = disputes.tickets(MARCH, which, seen_by=dispatcher.viewer(THURSDAY))

    assert set(found) == expected[which]


def test_what_is_hidden_is_not_counted(say, stranger, outsider):
    say(FRIDAY, MONDAY)

    assert of(stranger) == of(outsider) == Disputes()


def test_no_unit_s_row_has_it(say, dispatcher):
    say(FRIDAY)

    report = completion.report(MARCH, seen_by=dispatcher.viewer(THURSDAY))
    assert [row.label for row in report.rows] == [completion.OFFICE_ROW]
