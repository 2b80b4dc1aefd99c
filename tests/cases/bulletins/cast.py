"""The way of a bulletin from its draft to its seal, and what is changed behind its back."""

from __future__ import annotations

from datetime import date

from django.db import connection

from cases.bulletins.services.approving import approve_bulletin, propose_bulletin
from cases.bulletins.services.sealing import seal_bulletin
from cases.models import Bulletin
from tests.cast import Person

CUTOFF, DAY = date(2026, 3, 31), date(2026, 4, 2)


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
