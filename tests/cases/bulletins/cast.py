"""Tickets of two units, the way of a bulletin to its seal, and what is changed behind its back."""

from __future__ import annotations

from datetime import date

from django.db import connection

from cadres.models import Unit
from cases.bulletins.services.approving import approve_bulletin, propose_bulletin
from cases.bulletins.services.sealing import seal_bulletin
from cases.models import Bulletin, Rating, Ticket
from tests import cast
from tests.cast import Person
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

CUTOFF, DAY = date(2026, 3, 31), date(2026, 4, 2)


def file_tickets(units: list[Unit], times: int = 1) -> list[Ticket]:
    """Of two units: closed ones with ratings, one overdue, one within its limit, one planned."""
    firm = EnterpriseFactory(county=cast.county())
    traits = ("closed", "closed", "in_hand", "unconfirmed", "planned", "closed")
    found = [
        TicketFactory(
            enterprise=firm,
            unit=units[at % 2],
            category=CategoryFactory(name=("用能保障", "融资")[at % 2]),
            outcome="solved" if trait == "closed" else "",
            **{trait: True},
        )
        for _ in range(times)
        for at, trait in enumerate(traits)
    ]
    for one in [one for at, one in enumerate(found) if at % len(traits) < 2]:
        Rating.objects.create(
            ticket=one,
            round=1,
            satisfaction="satisfied",
            channel="link",
            rated_at=moment(date(2026, 3, 10)),
        )
    return found


def sealed_by(row: Bulletin, clerk: Person, approver: Person, on: date = DAY) -> Bulletin:
    row = propose_bulletin(row, actor=clerk.viewer(on))
    row = approve_bulletin(row, actor=approver.viewer(on), digest=row.digest)
    return seal_bulletin(row, actor=clerk.viewer(on))


def forge(row: Bulletin, **values: object) -> None:
    """Change a sealed row as only somebody can who owns the database."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_bulletin DISABLE TRIGGER bulletin_sealed_stays")
        Bulletin.objects.filter(pk=row.pk).update(**values)
        cursor.execute("ALTER TABLE cases_bulletin ENABLE TRIGGER bulletin_sealed_stays")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
