"""Tickets in the hands of the cast."""

from __future__ import annotations

import pytest

from cases.models import Ticket
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

# What `conftest.py` of each room hands on.
__all__ = [
    "assigned",
    "enterprise",
    "filed",
    "in_hand",
    "resolved",
    "unconfirmed",
]


@pytest.fixture
def enterprise(liaison):
    """An enterprise of the county, covered by the liaison."""
    firm = EnterpriseFactory(name="恒信达艾草制品有限公司", county=liaison.county)
    AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    return firm


@pytest.fixture
def filed(enterprise, liaison) -> Ticket:
    return TicketFactory(enterprise=enterprise, filed_by=liaison.cadre)


@pytest.fixture
def assigned(enterprise, handler, dispatcher) -> Ticket:
    return TicketFactory(
        assigned=True, enterprise=enterprise, unit=handler.unit, dispatched_by=dispatcher.cadre
    )


@pytest.fixture
def in_hand(enterprise, handler, dispatcher) -> Ticket:
    return TicketFactory(
        in_hand=True, enterprise=enterprise, unit=handler.unit, dispatched_by=dispatcher.cadre
    )


@pytest.fixture
def resolved(enterprise, handler, dispatcher) -> Ticket:
    ticket = TicketFactory(
        resolved=True, enterprise=enterprise, unit=handler.unit, dispatched_by=dispatcher.cadre
    )
    MeasureFactory(ticket=ticket, done=True)
    return ticket


@pytest.fixture
def unconfirmed(enterprise, handler, head, dispatcher) -> Ticket:
    return TicketFactory(
        unconfirmed=True,
        enterprise=enterprise,
        unit=handler.unit,
        dispatched_by=dispatcher.cadre,
        approved_by=head.cadre,
    )
