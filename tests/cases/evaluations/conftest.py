"""Two units of a county: one that was good at everything, one that was late."""

from __future__ import annotations

from datetime import date

import pytest

from cases.models import Rating, Ticket, ToleranceCircumstance, ToleranceFinding
from cases.tolerance.rules.tolerance import Outcome
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

RATED_AT = moment(date(2026, 3, 10))


@pytest.fixture
def worked(handler):
    """Eleven tickets of each unit, closed: of the second all late and rated badly."""
    slow = cast.unit("县水务局")
    firm = EnterpriseFactory(county=handler.county)
    for unit, said in ((handler.unit, "satisfied"), (slow, "dissatisfied")):
        for _ in range(11):
            late = {} if unit == handler.unit else {"unit_due_on": date(2026, 3, 3)}
            ticket = TicketFactory(
                closed=True, enterprise=firm, unit=unit, outcome="solved", **late
            )
            Rating.objects.create(
                ticket=ticket, round=1, satisfaction=said, channel="link", rated_at=RATED_AT
            )
    return handler.unit, slow


@pytest.fixture
def tolerated(worked, leader):
    """Records what an organ found on the 15th about a ticket of the second unit."""
    ticket, on = Ticket.objects.filter(unit=worked[1]).first(), date(2026, 3, 15)

    def record(number, **other):
        return ToleranceFinding.objects.create(
            ticket=ticket,
            county=ticket.county,
            unit=worked[1],
            matter="首次办理，流程无先例",
            circumstance=ToleranceCircumstance.objects.filter(region=None).first(),
            organ="县纪委监委",
            document_number=number,
            decided_on=on,
            outcome=Outcome.EXCUSED,
            recorded_by=leader.cadre,
            recorded_at=moment(on),
            **other,
        )

    return record
