"""What hangs together with a ticket: what was merged into it, where it went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q

from cadres.pages.models.prepared import Prepared
from cadres.viewers.rules.viewer import Viewer
from cases.models import Attachment, Measure, Ticket, TicketEvent
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.duplicates import duplicates as similar
from cases.tickets.selectors.duplicates.duplicates import Likely

Line = TypeVar("Line")

_MERGED = Prepared(
    lambda pk: (
        Ticket.objects.filter(merged_into=pk)
        .order_by("filed_on", "pk")
        .values(
            *("pk", "number", "title", "description", "filed_on"),
            *("filed_by__name", "unit__name"),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Master:
    """Where a duplicate went.

    Its number stands in the duplicate's own history. How it fares is told to whoever filed the
    duplicate; the way to it opens only for whoever sees it anyway.
    """

    pk: int
    number: str
    is_visible: bool
    state: State | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PastStep:
    """One line of a duplicate's course."""

    label: str
    at: datetime
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class PastMeasure:
    text: str
    owner_name: str
    done_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class PastFile:
    pk: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Absorbed:
    """A duplicate as the page of its master shows it: whoever sees the one reads the other."""

    number: str
    title: str
    description: str
    filed_on: date
    filed_by: str
    unit: str
    course: list[PastStep]
    measures: list[PastMeasure]
    files: list[PastFile]


@dataclass(frozen=True, slots=True)
class Matter:
    """What the page of a ticket shows beside the ticket itself."""

    master: Master | None = None
    absorbed: list[Absorbed] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)


def of(ticket: Ticket, *, may_merge: bool, seen_by: Viewer) -> Matter:
    """Return the matter of a visible ticket; whoever may merge it sees what may be told twice."""
    return Matter(
        master=master_of(ticket, seen_by=seen_by),
        absorbed=absorbed(ticket),
        likely=similar.duplicates(ticket, seen_by=seen_by) if may_merge else [],
    )


def absorbed(ticket: Ticket) -> list[Absorbed]:
    """Return what was merged into a ticket that was fetched through visibility.

    One query, and three more where there is something.
    """
    rows = _MERGED(ticket.pk)
    pks = [row["pk"] for row in rows]
    courses, measures, files = (_courses(pks), _measures(pks), _files(pks)) if pks else ({}, {}, {})
    return [
        _absorbed(row, courses.get(pk, []), measures.get(pk, []), files.get(pk, []))
        for pk, row in zip(pks, rows, strict=True)
    ]


def master_of(ticket: Ticket, *, seen_by: Viewer) -> Master | None:
    """Return where a visible duplicate went; one query, and none for other tickets."""
    if ticket.merged_into_id is None:
        return None
    seen = Ticket.objects.visible_to(seen_by).filter(pk=OuterRef("pk"))
    columns = ("number", "state", "due_on", "is_visible")
    rows = Ticket.objects.filter(pk=ticket.merged_into_id).annotate(is_visible=Exists(seen))
    number, state, due_on, is_visible = rows.values_list(*columns).get()
    may_follow = is_visible or _filed(ticket, seen_by)
    return Master(
        pk=ticket.merged_into_id,
        number=number,
        is_visible=is_visible,
        state=State(state) if may_follow else None,
        due_on=due_on if may_follow else None,
    )


def with_its_files(viewer: Viewer) -> Q:
    """Files of visible tickets, and of what was merged into these."""
    seen = Ticket.objects.visible_to(viewer)
    return Q(ticket__in=seen) | Q(ticket__merged_into__in=seen)


def _filed(ticket: Ticket, viewer: Viewer) -> bool:
    return viewer.cadre_id is not None and ticket.filed_by_id == viewer.cadre_id


def _courses(pks: Sequence[int]) -> dict[int, list[PastStep]]:
    events = TicketEvent.objects.filter(ticket__in=pks).order_by("at", "pk")
    rows = events.values_list("ticket_id", "action", "at", "actor_name", "note")
    return _by_ticket(
        (pk, PastStep(Action(action).label, at, who, note)) for pk, action, at, who, note in rows
    )


def _measures(pks: Sequence[int]) -> dict[int, list[PastMeasure]]:
    measures = Measure.objects.filter(ticket__in=pks).order_by("pk")
    rows = measures.values_list("ticket_id", "text", "owner_name", "done_on", "evidence")
    return _by_ticket((pk, PastMeasure(text, who, on, shown)) for pk, text, who, on, shown in rows)


def _files(pks: Sequence[int]) -> dict[int, list[PastFile]]:
    files = Attachment.objects.filter(ticket__in=pks).order_by("pk")
    rows = files.values_list("ticket_id", "pk", "name", "size")
    return _by_ticket((pk, PastFile(file, name, size)) for pk, file, name, size in rows)


def _by_ticket(lines: Iterable[tuple[int, Line]]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    for pk, line in lines:
        found[pk].append(line)
    return found


def _absorbed(
    row: dict[str, Any], course: list[PastStep], measures: list[PastMeasure], files: list[PastFile]
) -> Absorbed:
    return Absorbed(
        number=row["number"],
        title=row["title"],
        description=row["description"],
        filed_on=row["filed_on"],
        filed_by=row["filed_by__name"] or "",
        unit=row["unit__name"] or "",
        course=course,
        measures=measures,
        files=files,
    )
