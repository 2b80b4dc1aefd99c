"""A county with tickets of two units in March, and a bulletin about them."""

from __future__ import annotations

from datetime import date

import pytest

from cases.bulletins.rules.kinds import BulletinKind
from cases.bulletins.services.drafting import draft_bulletin
from cases.models import Bulletin, Rating, Ticket
from tests import cast
from tests.cases.bulletins.cast import CUTOFF, DAY, sealed_by
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def tickets(handler, outsider) -> list[Ticket]:
    """Of two units: closed ones with ratings, one overdue, one within its limit, one planned."""
    firm = EnterpriseFactory(county=cast.county())
    traits = ("closed", "closed", "in_hand", "unconfirmed", "planned", "closed")
    found = [
        TicketFactory(
            enterprise=firm,
            unit=(handler.unit, outsider.unit)[at % 2],
            category=CategoryFactory(name=("用能保障", "融资")[at % 2]),
            outcome="solved" if trait == "closed" else "",
            **{trait: True},
        )
        for at, trait in enumerate(traits)
    ]
    for one in found[:2]:
        Rating.objects.create(
            ticket=one,
            round=1,
            satisfaction="satisfied",
            channel="link",
            rated_at=moment(date(2026, 3, 10)),
        )
    return found


@pytest.fixture
def drafted(tickets, dispatcher) -> Bulletin:
    return draft_bulletin(
        dispatcher.county, BulletinKind.MONTHLY, CUTOFF, actor=dispatcher.viewer(DAY)
    )


@pytest.fixture
def sealed(drafted, dispatcher, office_head) -> Bulletin:
    return sealed_by(drafted, dispatcher, office_head)
