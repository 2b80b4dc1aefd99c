"""A county whose units speak without their heads' signature: clerks ask, and it goes out."""

from __future__ import annotations

from datetime import date

from cadres.deadlines.rules.limits import LimitUnit
from cadres.models import Region, TimeLimit
from cases.tickets.rules.applications.unit_drafts import WAYS
from tests.factories.people import moment


def in_county(county: Region) -> None:
    """For the tests of what becomes of it afterwards."""
    since = date(2026, 1, 1)
    TimeLimit.objects.bulk_create(
        TimeLimit(
            key=way.unsigned,
            amount=1,
            unit=LimitUnit.SWITCH,
            basis="县办法",
            region=county,
            valid_from=since,
            set_at=moment(since),
        )
        for way in WAYS.values()
    )
