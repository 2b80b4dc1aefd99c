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
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, ToleranceCircumstance, ToleranceFinding
from cases.tolerance.rules.tolerance import Outcome

SHOWN = (
    *("pk", "matter", "circumstance__text", "organ", "document_number", "decided_on", "outcome"),
    *("revoked_on", "revoking_organ", "revoking_document", "revoked_why"),
)
SIGNED = (
    *("recorded_by__name", "principal__name"),
    *("revoked_by__name", "revoking_principal__name"),
)
REVOKED = "revoked"
_OF_TICKET = Prepared(
    lambda pk: ToleranceFinding.objects.filter(ticket=pk).order_by("pk").values(*SHOWN, *SIGNED)
)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding, as the ticket's page shows it; with what took it back, where it was."""

    pk: int
    matter: str
    circumstance: str
    organ: str
    document_number: str
    decided_on: date
    outcome: Outcome
    recorded_by: str
    revoked_on: date | None = None
    revoking_organ: str = ""
    revoking_document: str = ""
    revoked_why: str = ""
    revoked_by: str = ""

    @property
    def stands(self) -> bool:
        return self.revoked_on is None


@dataclass(frozen=True, slots=True)
class UnitFindings:
    """What was found about matters of one unit in a period, and what was revoked of it."""

    unit: str
    excused: int
    reduced: int
    revoked: int


def of_ticket(ticket_id: int, *, seen_by: Viewer) -> list[FindingLine]:
    """Return the findings of a ticket that was found through visibility."""
    return [_line(row) for row in _OF_TICKET(ticket_id)]


def rows(*, seen_by: Viewer) -> QuerySet[ToleranceFinding]:
    """Return the findings about visible tickets, the newest first."""
    visible = Ticket.objects.visible_to(seen_by)
    found = ToleranceFinding.objects.filter(ticket__in=visible)
    return found.select_related("ticket", "unit", "circumstance").order_by("-decided_on", "-pk")


def within(since: date, until: date, *, seen_by: Viewer) -> QuerySet[ToleranceFinding]:
    """Return what was found, or revoked, on a day of the period."""
    found = Q(decided_on__gte=since, decided_on__lte=until)
    revoked = Q(revoked_on__gte=since, revoked_on__lte=until)
    return rows(seen_by=seen_by).filter(found | revoked)


def beside_results(since: date, until: date, on: date, *, seen_by: Viewer) -> list[UnitFindings]:
    """Count by unit what was found until the day about tickets filed in the period."""
    found = rows(seen_by=seen_by).filter(decided_on__lte=on)
    return by_unit(found.filter(ticket__filed_on__range=(since, until)), on)


def by_unit(found: Iterable[ToleranceFinding], on: date | None = None) -> list[UnitFindings]:
    """Count them by unit: 免责 and 减责 that stand (on the day, or today), and what was revoked;
    beside the unit's results, never among them."""
    counts = Counter(
        (one.unit.name, REVOKED if _is_revoked(one, on) else one.outcome) for one in found
    )
    names = sorted({name for name, _ in counts})
    kinds = (Outcome.EXCUSED, Outcome.REDUCED, REVOKED)
    return [UnitFindings(name, *(counts[name, kind] for kind in kinds)) for name in names]


def _is_revoked(one: ToleranceFinding, on: date | None) -> bool:
    return one.revoked_on is not None and (on is None or one.revoked_on <= on)


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
    return FindingLine(
        pk=row["pk"],
        matter=row["matter"],
        circumstance=row["circumstance__text"],
        organ=row["organ"],
        document_number=row["document_number"],
        decided_on=row["decided_on"],
        outcome=Outcome(row["outcome"]),
        recorded_by=_signed(row["recorded_by__name"], row["principal__name"]),
        revoked_on=row["revoked_on"],
        revoking_organ=row["revoking_organ"],
        revoking_document=row["revoking_document"],
        revoked_why=row["revoked_why"],
        revoked_by=_signed(row["revoked_by__name"], row["revoking_principal__name"]),
    )


def _signed(name: str | None, principal: str | None) -> str:
    return f"{name} 代 {principal}" if principal else name or ""
