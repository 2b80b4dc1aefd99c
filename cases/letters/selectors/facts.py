"""The facts of tickets from which letters are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cadres.models import Unit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.facts import PEOPLE, Matter
from cases.models import Ticket
from cases.supervision.rules import ladder_clock
from cases.supervision.rules.ladder import Addressee, Rung
from cases.tickets.rules.vocabulary import HandlingClass

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
    "dispatched_on",
    "handling_class",
    "category__name",
)


# 抄送 names organs only: the paper for a leader goes to the office that serves them.
COPIES = {Addressee.LEADER: "县政府办公室"}
# How the ticket stands, for what a rung of the ladder says of it.
STANDING = ("state", "round", "due_at", "paused_at", *dict.fromkeys(ladder_clock.COLUMNS.values()))


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


def full_all(pks: Iterable[int], *, seen_by: Viewer) -> dict[int, dict[str, Any]]:
    """The same of many, and how each stands; two queries."""
    wanted = Ticket.objects.visible_to(seen_by).filter(pk__in=list(pks)).order_by()
    columns = dict.fromkeys((*FACTS, *STANDING, "description", "co_unit_ids"))
    rows = list(wanted.values(*columns))
    units = Unit.objects.filter(pk__in={pk for row in rows for pk in row["co_unit_ids"]})
    names = dict(units.order_by("pk").values_list("pk", "name"))
    for row in rows:
        row["co_units"] = "、".join(names[pk] for pk in sorted(row["co_unit_ids"]) if pk in names)
    return {row["pk"]: row for row in rows}


def of_step(row: dict[str, Any], rung: Rung, why: str, **given: Any) -> Matter:
    """Put facts of a ticket and what a rung of the ladder says of it together."""
    cc = tuple(COPIES[Addressee(one)] for one in rung.addressees if one in COPIES)
    said = {"why": why, "text": rung.text, "reply_days": rung.reply_days, "cc": cc}
    return matter(row, **given, **said)


def matter(row: dict[str, Any], **given: Any) -> Matter:
    """Put facts of a ticket and what the letter adds to them together."""
    handling = row["handling_class"]
    return Matter(
        unit=row["unit__name"] or "",
        number=row["number"],
        title=row["title"],
        who=row["enterprise__name"] or row["applicant_name"] or PEOPLE,
        is_person=not row["enterprise__name"],
        filed_on=row["filed_on"],
        due_on=row["due_on"],
        unit_due_on=row["unit_due_on"],
        dispatched_on=row["dispatched_on"],
        handling=HandlingClass(handling).label if handling else "",
        category=row["category__name"],
        description=row.get("description", ""),
        co_units=row.get("co_units", ""),
        **given,
    )
