"""The desk (待办): what needs somebody, part by part, in four queries for any number of tickets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import JSONObject

from cadres.errors import NotPermitted
from cadres.models import Cadre
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cases.models import Measure, Ticket, TicketEvent
from cases.models.querysets import TicketQuerySet
from cases.rules import desks, keys, posts
from cases.rules.desks import View
from cases.rules.workflow import Action, Party, State
from cases.selectors import ladder_steps, tickets
from cases.selectors.ticket_page import File, file_rows
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
class Evidence:
    """A measure that is done, and what shows it."""

    text: str
    owner_name: str
    done_on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A card for a head: what is to be signed, with what shows it."""

    line: TicketLine
    description: str
    result: str
    measures: list[Evidence]
    files: list[File]
    # Why this head, or this deputy of a head, may not sign it; empty where they may.
    refused: str = ""


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
    views = [view for view in desks.views_for(seen_by) if view != View.OPEN]
    if not views:
        return Desk([], [], 0, {})
    parts = {part.view: part for part in _parts(views, seen_by)}
    approve = parts.pop(View.APPROVE, Part(View.APPROVE, 0, []))
    shown = [parts.get(view, Part(view, 0, [])) for view in views if view != View.APPROVE]
    return Desk(shown, _decisions(approve.lines, seen_by), approve.total, _figures(seen_by))


def to_dispatch(*, seen_by: Viewer) -> list[TicketLine]:
    """Return what waits for dispatch, first what was promised soonest; returned ones among it."""
    waiting = desks.tickets_in(View.DISPATCH, seen_by) | desks.tickets_in(View.RETURNED, seen_by)
    found = tickets.rows(seen_by=seen_by).filter(waiting).order_by("due_on", "pk")
    return tickets.lines(found[:LONGEST], seen_by=seen_by)


def _in(view: View, viewer: Viewer) -> TicketQuerySet:
    found = tickets.rows(seen_by=viewer).filter(ladder_steps.in_view(view, seen_by=viewer))
    return found.order_by("due_on", "pk") if view in BY_DUE else found


def _figures(viewer: Viewer) -> dict[str, int]:
    """Figures of the region in one query, for those who look at it whole."""
    if not viewer.has(Role.LEADER, Role.SUPERVISOR):
        return {}
    seen, month = tickets.rows(seen_by=viewer), viewer.today.replace(day=1)
    figures = {
        "open": seen.open(),
        "overdue": seen.overdue(viewer.today),
        "unconfirmed": seen.filter(state=State.UNCONFIRMED),
        "filed": seen.counted().filter(filed_on__gte=month),
        "closed": seen.filter(state=State.CLOSED, closed_on__gte=month),
    }
    counts = [_capped_count(rows) for rows in figures.values()]
    own = Cadre.objects.filter(pk=viewer.cadre_id or 0).values_list(*counts).first()
    return dict(zip(figures, own or (), strict=False))


def _parts(views: Sequence[View], viewer: Viewer) -> list[Part]:
    """Return the parts that hold something: keys and totals in one query, lines in another.

    Lines in every branch would give the planner six tables a branch to put in order.
    """
    firsts = [_first(view, _in(view, viewer)) for view in views]
    marks = list(firsts[0].union(*firsts[1:], all=True) if len(firsts) > 1 else firsts[0])
    shown = Ticket.objects.filter(pk__in={pk for _, _, pk in marks}).values(*COLUMNS)
    lines = {line.pk: line for line in tickets.lines_of(shown, seen_by=viewer)}
    parts: dict[str, Part] = {}
    for view, total, pk in marks:
        parts.setdefault(view, Part(View(view), total, [])).lines.append(lines[pk])
    return list(parts.values())


def _first(view: View, found: TicketQuerySet) -> Any:
    """The keys of a part's first lines, each with the name of the part and its total."""
    marked = found.annotate(part=Value(view.value), total=_capped_count(found))
    return marked.values_list("part", "total", "pk")[:SHOWN]


def _capped_count(found: TicketQuerySet) -> CappedCount:
    return CappedCount(found.order_by().values("pk")[: CAP + 1])


def _decisions(lines: list[TicketLine], viewer: Viewer) -> list[Decision]:
    """Put beside each ticket what the head signs: the result, the measures, the files."""
    if not lines:
        return []
    words = {row["pk"]: row for row in _words([line.pk for line in lines])}
    return [_decision(line, words[line.pk], viewer) for line in lines]


def _decision(line: TicketLine, words: dict[str, Any], viewer: Viewer) -> Decision:
    measures = [row for row in words["done"] if row["round"] == line.round]
    return Decision(
        line=line,
        description=words["description"],
        result=words["result"],
        measures=[
            Evidence(m["text"], m["owner_name"], date.fromisoformat(m["done_on"]), m["evidence"])
            for m in measures
        ],
        files=[File(**row) for row in words["file_rows"]],
        refused=_refusal(words, viewer),
    )


def _refusal(words: dict[str, Any], viewer: Viewer) -> str:
    """Say before it is pressed that another key was this person's, or the principal's."""
    hands = keys.Hands(frozenset(words["handlers"]), signer=None, dispatcher=None)
    ticket = Ticket(pk=words["pk"], unit_id=words["unit_id"])
    principal_id = posts.principal_for(viewer, ticket, Party.HEAD)
    try:
        keys.check(Action.APPROVE, viewer.cadre_id, hands, principal_id)
    except NotPermitted as refusal:
        return refusal.message
    return ""


def _words(pks: list[int]) -> Any:
    """The words of tickets that were found through visibility, with measures and files."""
    measures = Measure.objects.filter(ticket=OuterRef("pk"), done_on__isnull=False).order_by("pk")
    names = ("text", "owner_name", "done_on", "evidence", "round")
    done = ArraySubquery(measures.values(data=JSONObject(**{name: name for name in names})))
    deeds = TicketEvent.objects.filter(ticket=OuterRef("pk"), action__in=keys.HANDLING)
    handlers = ArraySubquery(deeds.filter(actor__isnull=False).values("actor_id"))
    rows = Ticket.objects.filter(pk__in=pks)
    given = ("pk", "unit_id", "description", "result")
    return rows.values(*given, file_rows=file_rows(), done=done, handlers=handlers)
