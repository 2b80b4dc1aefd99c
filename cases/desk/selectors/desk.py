"""The desk (待办): what needs somebody, in a handful of queries for any number of tickets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Value

from cadres.models import Cadre
from cadres.pages.models.prepared import DAY
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.selectors.paging import capped_value
from cadres.viewers.rules.roles import SUPERVISION, Role
from cadres.viewers.rules.viewer import Viewer
from cases.desk.selectors import decisions
from cases.desk.selectors.decisions import ApplicationCard, Decision, DraftCard
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import list_views
from cases.tickets.rules.list_views import View
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import slices, tickets
from cases.tickets.selectors.slices import Slice
from cases.tickets.selectors.tickets import TicketLine

SHOWN = 8
# Parts of which the most urgent come first; the rest show the newest.
BY_DUE = frozenset(View) - {View.CALL, View.CONFIRM}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a desk: its first lines, and how many there are (counted up to CAP + 1)."""

    view: View
    total: int
    lines: list[TicketLine]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the region, and the slice of the tickets that it counts."""

    name: str
    total: int
    slice: Slice


@dataclass(frozen=True, slots=True)
class Desk:
    parts: list[Part]
    decisions: list[Decision]
    approve_total: int
    figures: list[Figure]
    applications: list[ApplicationCard] = field(default_factory=list)
    has_more_applications: bool = False
    drafts: list[DraftCard] = field(default_factory=list)
    has_more_drafts: bool = False


def of(*, seen_by: Viewer) -> Desk:
    """Return the desk of everything the viewer is posted to."""
    views = _views(seen_by)
    if not views:
        return Desk([], [], 0, [])
    parts = {part.view: part for part in _parts(seen_by)}
    approve = parts.pop(View.APPROVE, Part(View.APPROVE, 0, []))
    shown = [parts.get(view, Part(view, 0, [])) for view in views if view != View.APPROVE]
    applications = decisions.to_decide(seen_by=seen_by, shown=SHOWN + 1)
    drafts = decisions.to_sign_drafts(seen_by=seen_by, shown=SHOWN + 1)
    return Desk(
        shown,
        decisions.to_sign(approve.lines, seen_by=seen_by),
        approve.total,
        _figures(seen_by),
        applications[:SHOWN],
        len(applications) > SHOWN,
        drafts[:SHOWN],
        len(drafts) > SHOWN,
    )


def _in(view: View, viewer: Viewer) -> TicketQuerySet:
    found = Slice.of(view=view.value).rows(seen_by=viewer)
    return found.order_by("due_on", "pk") if view in BY_DUE else found


def _figures(viewer: Viewer) -> list[Figure]:
    """Figures of the region in one query, for those who look at it whole."""
    if not viewer.has(Role.LEADER, *SUPERVISION):
        return []
    month = viewer.today.replace(day=1)
    asked = _slices(month)
    own = _TOTALS(month, seen_by=viewer)
    totals = own[0] if own else (0,) * len(asked)
    found = zip(asked.items(), totals, strict=True)
    return [Figure(name, total, one) for (name, one), total in found]


def _totals(viewer: Viewer, month: date) -> Any:
    counts = [capped_value(one.rows(seen_by=viewer)) for one in _slices(month).values()]
    return Cadre.objects.filter(pk=viewer.cadre_id or 0).values_list(*counts)


def _slices(month: date) -> dict[str, Slice]:
    return {
        "open": Slice.of(state=slices.ANY_OPEN),
        "overdue": Slice.of(view=View.OVERDUE.value),
        "unconfirmed": Slice.of(state=State.UNCONFIRMED.value),
        "filed": Slice.of(state=slices.COUNTED, filed_from=month),
        "closed": Slice.of(state=State.CLOSED.value, closed_from=month),
    }


def _views(viewer: Viewer) -> list[View]:
    return [view for view in list_views.views_for(viewer) if view != View.OPEN]


def _parts(viewer: Viewer) -> list[Part]:
    """Return the parts that hold something: keys and totals in one query, lines in another.

    Lines in every branch would give the planner six tables a branch to put in order.
    """
    marks = _FIRSTS(seen_by=viewer)
    lines = tickets.lines_by_key({pk for _, _, pk in marks}, seen_by=viewer)
    parts: dict[str, Part] = {}
    for view, total, pk in marks:
        parts.setdefault(view, Part(View(view), total, [])).lines.append(lines[pk])
    return list(parts.values())


def _firsts(viewer: Viewer) -> Any:
    firsts = [_first(view, _in(view, viewer)) for view in _views(viewer)]
    if not firsts:
        return tickets.NONE
    return firsts[0].union(*firsts[1:], all=True) if len(firsts) > 1 else firsts[0]


def _first(view: View, found: TicketQuerySet) -> Any:
    """The keys of a part's first lines, each with the name of the part and its total."""
    marked = found.annotate(part=Value(view.value), total=capped_value(found))
    return marked.values_list("part", "total", "pk")[:SHOWN]


_FIRSTS = PreparedForViewer(_firsts)
_TOTALS = PreparedForViewer(_totals, DAY)
