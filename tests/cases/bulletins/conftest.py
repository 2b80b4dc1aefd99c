"""A county with tickets of two units in March, and a bulletin about them."""

from __future__ import annotations

import pytest

from cases.bulletins.rules.kinds import BulletinKind
from cases.bulletins.services.drafting import draft_bulletin
from cases.models import Bulletin, Ticket
from tests import cast
from tests.cases.bulletins.cast import CUTOFF, DAY, file_tickets, sealed_by
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def tickets(handler, outsider) -> list[Ticket]:
    """Of two units: closed ones with ratings, one overdue, one within its limit, one planned."""
    return file_tickets([handler.unit, outsider.unit])


@pytest.fixture
def many_tickets(handler, outsider) -> list[Ticket]:
    """Six times as many: no number of them is small."""
    return file_tickets([handler.unit, outsider.unit], times=6)


@pytest.fixture
def few_among_many(many_tickets, dispatcher, office_head) -> Bulletin:
    """A sealed bulletin on units with many tickets, and on one with two."""
    firm = EnterpriseFactory(county=cast.county())
    for _ in range(2):
        TicketFactory(
            enterprise=firm,
            unit=cast.unit("县税务局"),
            category=CategoryFactory(name="融资"),
            in_hand=True,
        )
    row = draft_bulletin(
        dispatcher.county, BulletinKind.MONTHLY, CUTOFF, actor=dispatcher.viewer(DAY)
    )
    return sealed_by(row, dispatcher, office_head)


@pytest.fixture
def drafted(tickets, dispatcher) -> Bulletin:
    return draft_bulletin(
        dispatcher.county, BulletinKind.MONTHLY, CUTOFF, actor=dispatcher.viewer(DAY)
    )


@pytest.fixture
def sealed(drafted, dispatcher, office_head) -> Bulletin:
    return sealed_by(drafted, dispatcher, office_head)
