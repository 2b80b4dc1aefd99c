"""The letters of a ticket, as columns of its own row: no queries of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from cadres.rules.viewer import Viewer
from cadres.rules.workdays import WorkCalendar
from cases.models import Letter, Ticket
from cases.rules import glance
from cases.rules.glance import Light
from cases.rules.letters import deeds, kinds
from cases.rules.letters.kinds import LetterKind, LetterState

SHOWN = ("pk", "kind", "title", "number", "state", "delivered_on", "reply_due_on")
ENDS = ("replied_on", "excused_why", "void_why")


@dataclass(frozen=True, slots=True)
class TicketLetter:
    """One letter of the ticket; `light` says how its reply stands, where one is waited for."""

    pk: int
    kind: LetterKind
    title: str
    number: str
    state: LetterState
    delivered_on: date | None
    replied_on: date | None
    end: str
    light: Light | None


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that this viewer sees, and the kinds that this viewer may draft."""

    rows: tuple[TicketLetter, ...] = ()
    offered: tuple[LetterKind, ...] = ()


def columns(*, seen_by: Viewer) -> dict[str, ArraySubquery]:
    found = Letter.objects.filter(deeds.letters_for(seen_by), ticket=OuterRef("pk"))
    named = {name: name for name in (*SHOWN, *ENDS)}
    return {"letter_rows": ArraySubquery(found.order_by("pk").values(data=JSONObject(**named)))}


def as_shown(ticket: Ticket, days: WorkCalendar, *, seen_by: Viewer) -> Letters:
    """Read the column of a ticket that was asked for with `columns`."""
    rows: list[dict[str, Any]] = ticket.letter_rows  # type: ignore[attr-defined]
    drafts = deeds.may_draft(seen_by, ticket.county_id)
    return Letters(
        rows=tuple(_row(row, seen_by.today, days) for row in rows),
        offered=kinds.offered(ticket.state, ticket.unit_id) if drafts else (),
    )


def _row(row: dict[str, Any], today: date, days: WorkCalendar) -> TicketLetter:
    due, replied = _day(row["reply_due_on"]), _day(row["replied_on"])
    waits = due is not None and replied is None and not row["excused_why"]
    return TicketLetter(
        pk=row["pk"],
        kind=LetterKind(row["kind"]),
        title=row["title"],
        number=row["number"],
        state=LetterState(row["state"]),
        delivered_on=_day(row["delivered_on"]),
        replied_on=replied,
        end=row["excused_why"] or row["void_why"],
        light=glance.running(due, today, days) if due and waits else None,
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
