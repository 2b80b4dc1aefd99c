"""容错认定 as a viewer may see it: on a ticket, in the register, beside the results of units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from cadres.errors import Absent
from cadres.models import Region
from cadres.pages.models.prepared import Prepared
from cadres.people.rules.viewer import Viewer
from cases.models import Ticket, ToleranceCircumstance, ToleranceFinding
from cases.tolerance.rules.tolerance import Outcome

SHOWN = ("matter", "circumstance__text", "organ", "document_number", "decided_on", "outcome")
SIGNED = ("recorded_by__name", "principal__name")
_OF_TICKET = Prepared(
    lambda pk: ToleranceFinding.objects.filter(ticket=pk).order_by("pk").values(*SHOWN, *SIGNED)
)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding, as the ticket's page shows it."""

    matter: str
    circumstance: str
    organ: str
    document_number: str
    decided_on: date
    outcome: Outcome
    recorded_by: str


@dataclass(frozen=True, slots=True)
class UnitFindings:
    """What was found about matters of one unit in a period."""

    unit: str
    excused: int
    reduced: int


def of_ticket(ticket_id: int, *, seen_by: Viewer) -> list[FindingLine]:
    """Return the findings of a ticket that was found through visibility."""
    return [_line(row) for row in _OF_TICKET(ticket_id)]


def rows(*, seen_by: Viewer) -> QuerySet[ToleranceFinding]:
    """Return the findings about visible tickets, the newest first."""
    visible = Ticket.objects.visible_to(seen_by)
    found = ToleranceFinding.objects.filter(ticket__in=visible)
    return found.select_related("ticket", "unit", "circumstance").order_by("-decided_on", "-pk")


def within(since: date, until: date, *, seen_by: Viewer) -> QuerySet[ToleranceFinding]:
    return rows(seen_by=seen_by).filter(decided_on__gte=since, decided_on__lte=until)


def by_unit(found: Iterable[ToleranceFinding]) -> list[UnitFindings]:
    """Count them by unit: 免责 and 减责 beside the unit's results, never among them."""
    counts = Counter((one.unit.name, one.outcome) for one in found)
    names = sorted({name for name, _ in counts})
    return [
        UnitFindings(name, counts[name, Outcome.EXCUSED], counts[name, Outcome.REDUCED])
        for name in names
    ]


def offered(county_id: int, *, seen_by: Viewer) -> QuerySet[ToleranceCircumstance]:
    """Return the circumstances by which something may be found in the county today."""
    return listed(county_id, seen_by=seen_by).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=seen_by.today)
    )


def listed(county_id: int, *, seen_by: Viewer) -> QuerySet[ToleranceCircumstance]:
    """Return everything that ever stood on the county's list, the general ones first."""
    path = Region.objects.filter(pk=county_id).values_list("path", flat=True).first() or ""
    above = [row.pk for row in Region.objects.only("path") if path.startswith(row.path)]
    found = ToleranceCircumstance.objects.filter(Q(region__isnull=True) | Q(region__in=above))
    return found.select_related("set_by").order_by(F("region").asc(nulls_first=True), "pk")


def circumstance(pk: int, county_id: int, *, seen_by: Viewer) -> ToleranceCircumstance:
    """Return one of the county's own circumstances."""
    own = ToleranceCircumstance.objects.filter(region_id=county_id, pk=pk)
    found = own.first() if county_id in seen_by.county_ids else None
    if found is None:
        raise Absent("清单里没有这一情形。")
    return found


def _line(row: dict[str, Any]) -> FindingLine:
    name, principal = row["recorded_by__name"], row["principal__name"]
    return FindingLine(
        matter=row["matter"],
        circumstance=row["circumstance__text"],
        organ=row["organ"],
        document_number=row["document_number"],
        decided_on=row["decided_on"],
        outcome=Outcome(row["outcome"]),
        recorded_by=f"{name} 代 {principal}" if principal else name,
    )
