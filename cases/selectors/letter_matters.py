"""The facts of tickets from which letters are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cadres.models import Unit
from cadres.rules.viewer import Viewer
from cases.models import Ticket
from cases.rules.handling import HandlingClass
from cases.rules.letters.matter import Matter

FACTS = (
    "pk",
    "county_id",
    "number",
    "title",
    "enterprise__name",
    "applicant_name",
    "unit__name",
    "filed_on",
    "due_on",
    "unit_due_on",
    "handling_class",
    "category__name",
)


def facts(pks: Iterable[int], *, seen_by: Viewer) -> dict[int, dict[str, Any]]:
    """Return what letters say of these visible tickets, by their ids; one query."""
    found = Ticket.objects.visible_to(seen_by).filter(pk__in=list(pks)).order_by()
    return {row["pk"]: row for row in found.values(*FACTS)}


def full(ticket: Ticket, *, seen_by: Viewer) -> dict[str, Any]:
    """The same of one ticket, with its words and its co-handling units."""
    row = facts([ticket.pk], seen_by=seen_by)[ticket.pk]
    units = Unit.objects.filter(pk__in=ticket.co_unit_ids).order_by("pk")
    named = "、".join(units.values_list("name", flat=True)) if ticket.co_unit_ids else ""
    return row | {"description": ticket.description, "co_units": named}


def matter(row: dict[str, Any], **given: Any) -> Matter:
    """Put facts of a ticket and what the letter adds to them together."""
    handling = row["handling_class"]
    return Matter(
        unit=row["unit__name"] or "",
        number=row["number"],
        title=row["title"],
        who=row["enterprise__name"] or row["applicant_name"] or "群众",
        filed_on=row["filed_on"],
        due_on=row["due_on"],
        unit_due_on=row["unit_due_on"],
        handling=HandlingClass(handling).label if handling else "",
        category=row["category__name"],
        description=row.get("description", ""),
        co_units=row.get("co_units", ""),
        **given,
    )
