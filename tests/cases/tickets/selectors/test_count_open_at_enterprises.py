"""A portfolio shows how much is open at each enterprise, as far as the viewer may see it."""

from __future__ import annotations

from datetime import date

from enterprises.coverage.selectors import portfolio
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

FRIDAY = date(2026, 3, 6)


def test_open_tickets_are_counted_by_enterprise(liaison):
    busy, calm = EnterpriseFactory.create_batch(2, county=liaison.county)
    for enterprise in (busy, calm):
        AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    TicketFactory(enterprise=busy)
    TicketFactory(enterprise=busy, in_hand=True)
    TicketFactory(enterprise=busy, closed=True)
    TicketFactory(enterprise=calm, void=True)

    found = portfolio.lines(liaison.cadre.pk, seen_by=liaison.viewer(FRIDAY))

    assert {line.enterprise_id: line.open_tickets for line in found} == {busy.pk: 2, calm.pk: 0}


def test_who_may_not_see_the_tickets_counts_none(liaison, outsider):
    enterprise = EnterpriseFactory(county=liaison.county)
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    TicketFactory(enterprise=enterprise)

    found = portfolio.lines(liaison.cadre.pk, seen_by=outsider.viewer(FRIDAY))

    assert [line.open_tickets for line in found] == [0]
