"""The desk (待办): what needs somebody, part by part, in five queries for any number of tickets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Subquery, Value

from cadres.models import Cadre
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cases.models import Attachment, Measure, Ticket
from cases.models.querysets import TicketQuerySet
from cases.rules import desks
from cases.rules.desks import View
from cases.rules.workflow import State
from cases.selectors import tickets
from cases.selectors.tickets import CAP, COLUMNS, TicketLine

SHOWN = 8
# The dispatch desk shows so many at once; the rest follow when these are done.
LONGEST = 100
# Parts of which the most urgent come first; the rest show the newest.
BY_DUE = frozenset(View) - {View.CALL, View.CONFIRM}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a desk: its first lines, and how many there are (counted up to CAP + 1)."""

    view: View
    total: int
    lines: list[TicketLine]


@dataclass(frozen=True, slots=True)
class Decision:
    """A card for a head: what is to be signed, with what shows it."""

    line: TicketLine
    description: str
    result: str
    measures: list[Measure]
    files: list[Attachment]


@dataclass(frozen=True, slots=True)
class Desk:
    parts: list[Part]
    decisions: list[Decision]
    approve_total: int
    figures: dict[str, int]


class CappedCount(Subquery):
    """How many rows a sliced question holds, as one value among others of a single query."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def of(*, seen_by: Viewer) -> Desk:
    """Return the desk of everything the viewer is posted to."""
    views: list[View] = [view for view in desks.views_for(seen_by) if view != View.OPEN]
    if not views:
        return Desk([], [], 0, {})
    found = {view: _in(view, seen_by) for view in views}
    figures = _figures(seen_by)
    counts = _counts({**found, **figures}, seen_by)
    lines = _lines(found, seen_by)
    parts = [Part(view, counts[view], lines[view]) for view in views if view != View.APPROVE]
    shown = {name: counts[name] for name in figures}
    return Desk(parts, _decisions(lines[View.APPROVE]), counts.get(View.APPROVE, 0), shown)


def to_dispatch(*, seen_by: Viewer) -> list[TicketLine]:
    """Return what waits for dispatch, first what was promised soonest; returned ones among it."""
    waiting = desks.tickets_in(View.DISPATCH, seen_by) | desks.tickets_in(View.RETURNED, seen_by)
    found = tickets.rows(seen_by=seen_by).filter(waiting).order_by("due_on", "pk")
    return tickets.lines(found[:LONGEST], seen_by=seen_by)


def _in(view: View, viewer: Viewer) -> TicketQuerySet:
    found = tickets.rows(seen_by=viewer).filter(desks.tickets_in(view, viewer))
    return found.order_by("due_on", "pk") if view in BY_DUE else found


def _figures(viewer: Viewer) -> dict[str, TicketQuerySet]:
    """Figures of the region, for those who look at it whole."""
    if not viewer.has(Role.LEADER, Role.SUPERVISOR):
        return {}
    seen, month = tickets.rows(seen_by=viewer), viewer.today.replace(day=1)
    return {
        "open": seen.open(),
        "overdue": seen.overdue(viewer.today),
        "unconfirmed": seen.filter(state=State.UNCONFIRMED),
        "filed": seen.counted().filter(filed_on__gte=month),
        "closed": seen.filter(state=State.CLOSED, closed_on__gte=month),
    }


def _counts(found: dict[Any, TicketQuerySet], viewer: Viewer) -> dict[Any, int]:
    """Count every question up to CAP + 1 in one query, hung on the viewer's own row."""
    counts = [CappedCount(rows.order_by().values("pk")[: CAP + 1]) for rows in found.values()]
    own = Cadre.objects.filter(pk=viewer.cadre_id or 0).values_list(*counts).first()
    return dict(zip(found, own or (), strict=False))


def _lines(found: dict[View, TicketQuerySet], viewer: Viewer) -> dict[View, list[TicketLine]]:
    """Return the first lines of every part: the parts in one query, the calendars in two."""
    firsts = [
        rows.annotate(part=Value(view.value)).values("part", *COLUMNS)[:SHOWN]
        for view, rows in found.items()
    ]
    rows = list(firsts[0].union(*firsts[1:], all=True) if len(firsts) > 1 else firsts[0])
    lines = tickets.lines_of(rows, seen_by=viewer)
    parted: dict[View, list[TicketLine]] = defaultdict(list)
    for row, line in zip(rows, lines, strict=True):
        parted[View(row["part"])].append(line)
    return parted


def _decisions(lines: list[TicketLine]) -> list[Decision]:
    """Put beside each ticket what the head signs: the result, the measures, the files."""
    if not lines:
        return []
    pks = [line.pk for line in lines]
    words = {row["pk"]: row for row in _words(pks)}
    measures: dict[int, list[Measure]] = defaultdict(list)
    for measure in Measure.objects.filter(ticket_id__in=pks, done_on__isnull=False):
        measures[measure.ticket_id].append(measure)
    files: dict[int, list[Attachment]] = defaultdict(list)
    for file in Attachment.objects.filter(ticket_id__in=pks):
        files[file.ticket_id].append(file)
    return [
        Decision(
            line,
            words[line.pk]["description"],
            words[line.pk]["result"],
            [one for one in measures[line.pk] if one.round == line.round],
            files[line.pk],
        )
        for line in lines
    ]


def _words(pks: list[int]) -> Any:
    return Ticket.objects.filter(pk__in=pks).values("pk", "description", "result")
