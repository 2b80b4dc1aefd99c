"""Tickets as a viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.errors import Absent, Invalid
from cadres.pages.models.prepared import ID, IDS, Prepared
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.selectors.paging import Page, capped_count
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import status_light
from cases.tickets.rules.applications import admission
from cases.tickets.rules.clocks import binding
from cases.tickets.rules.clocks.binding import Binding
from cases.tickets.rules.lists.layout import LAST_ROW, USUAL_SIZE
from cases.tickets.rules.status_light import Light
from cases.tickets.rules.vocabulary import HandlingClass, Outcome
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.sources import sources

ABSENT = "没有这张工单。"
# What a door names before anybody asks.
NONE = Ticket.objects.none()
COLUMNS = (
    "pk",
    "number",
    "title",
    "state",
    "round",
    "county_id",
    "enterprise_id",
    "enterprise__name",
    "applicant_name",
    "unit__name",
    "handler__name",
    "township__name",
    "category__name",
    "source",
    "source_number",
    "handling_class",
    "admitted_on",
    "filed_on",
    "due_on",
    "promised_on",
    "is_due_provisional",
    "approved_on",
    "step_due_on",
    "unit_due_on",
    "paused_at",
    "outcome",
    "outer_number",
    "updated_at",
)
# Columns that a line shows as they stand in the row.
AS_THEY_ARE = (
    *("pk", "number", "title", "round", "enterprise_id", "filed_on", "due_on", "promised_on"),
    *("is_due_provisional", "source_number", "outer_number", "updated_at"),
)
# What a correction may change.
FACTS = ("category", "title", "description", "enterprise", "outer_number")


_ONE = PreparedForViewer(
    lambda viewer, pk: Ticket.objects.visible_to(viewer).for_detail().filter(pk=pk), ID
)
_LINES = Prepared(lambda pks: Ticket.objects.filter(pk__any_of=pks).values(*COLUMNS), IDS)


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One line of a list, with everything that is shown of it."""

    pk: int
    number: str
    title: str
    state: State
    round: int
    enterprise_id: int | None
    who: str
    unit: str
    handler: str
    township: str
    category: str
    source: str
    source_number: str
    handling_class: str
    filed_on: date
    due_on: date
    promised_on: date
    is_due_provisional: bool
    light: Light | None
    waits: str
    outcome: str
    outer_number: str
    updated_at: datetime
    # Where two days bind: which, and how the unit's own stands if it is that one.
    binds: Binding | None = None
    own_light: Light | None = None


@dataclass(frozen=True, slots=True)
class KnownLines:
    """Lines by the keys of their tickets, and the calendars of those tickets' counties."""

    lines: dict[int, TicketLine]
    days: dict[int, WorkCalendar]


def facts(ticket: Ticket) -> dict[str, Any]:
    """Return what a correction may change, as it stands."""
    return {name: getattr(ticket, name) for name in FACTS}


def read(ticket: Ticket, *, seen_by: Viewer) -> Read:
    """Return what a page on which the ticket is corrected reads of it now."""
    return edits.read(ticket, facts(ticket), seen_by=seen_by)


def rows(*, seen_by: Viewer) -> TicketQuerySet:
    """Return the visible tickets, newest first."""
    return Ticket.objects.visible_to(seen_by).for_list().order_by("-filed_on", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> Ticket:
    """Return the ticket; hidden and missing look the same from outside."""
    found = _ONE(pk, seen_by=seen_by)
    if not found:
        raise Absent(ABSENT)
    ticket: Ticket = found[0]
    return ticket


def is_visible(pk: int, *, seen_by: Viewer) -> bool:
    """May the viewer see the ticket (any more)?"""
    return Ticket.objects.visible_to(seen_by).filter(pk=pk).exists()


def page(
    found: TicketQuerySet,
    number: int,
    size: int = USUAL_SIZE,
    *,
    seen_by: Viewer,
    is_exact: bool = False,
    counted: int | None = None,
) -> Page:
    """Return one page of visible tickets in three queries, however many there are.

    `is_exact` counts to the end: of a million a third of a second, so only where it is asked for.
    `counted` is the capped total, where the caller has it already: two queries.
    """
    start = start_of(number, size)
    # One more than is shown says whether a page follows.
    taken = lines(found[start : start + size + 1], seen_by=seen_by)
    return page_of(taken, number, size, _total(found, counted, is_exact), is_exact=is_exact)


def start_of(number: int, size: int) -> int:
    """Return the place of a page's first row. Raises Invalid beyond the last page."""
    last = LAST_ROW // size
    if not 1 <= number <= last:
        raise Invalid(f"只能翻到第 {last} 页，请用筛选或搜索缩小范围。")
    return (number - 1) * size


def page_of(
    taken: list[TicketLine], number: int, size: int, total: int, *, is_exact: bool = False
) -> Page:
    """Return the page of these lines, of which the one more says that another follows."""
    has_next = len(taken) > size and number < LAST_ROW // size
    return Page(taken[:size], number, has_next, total, size, is_exact)


def _total(found: TicketQuerySet, counted: int | None, is_exact: bool) -> int:
    if is_exact:
        return found.order_by().count()
    return capped_count(found) if counted is None else counted


def lines(found: TicketQuerySet, *, seen_by: Viewer) -> list[TicketLine]:
    """Return the rows as lines; two queries, for the rows and for the calendars."""
    return lines_of(found.joined_late().values(*COLUMNS), seen_by=seen_by)


def lines_by_key(pks: Iterable[int], *, seen_by: Viewer) -> dict[int, TicketLine]:
    """Return the lines of tickets that were found through visibility, by their keys."""
    return known(_LINES(list(pks)), seen_by=seen_by).lines


def known_by_key(pks: Iterable[int], *, seen_by: Viewer) -> KnownLines:
    """Return the same with their calendars, for whoever also counts days; of none asks nothing."""
    wanted = list(pks)
    return known(_LINES(wanted) if wanted else [], seen_by=seen_by)


def lines_of(values: Iterable[dict[str, Any]], *, seen_by: Viewer) -> list[TicketLine]:
    """Turn rows of COLUMNS into lines."""
    return list(known(values, seen_by=seen_by).lines.values())


def known(values: Iterable[dict[str, Any]], *, seen_by: Viewer) -> KnownLines:
    """Turn rows of COLUMNS, each of another ticket, into lines, with the calendars they go by."""
    taken = list(values)
    days = calendar.work_calendars({row["county_id"] for row in taken})
    named = sources.names(row["source"] for row in taken)
    lines = {
        row["pk"]: _line(row, days[row["county_id"]], named(row["source"]), seen_by.today)
        for row in taken
    }
    return KnownLines(lines, days)


def _binds(row: dict[str, Any]) -> Binding | None:
    state, turn = row["state"], row["round"]
    waits = admission.waits(state, row["handling_class"], row["admitted_on"], turn)
    return binding.of(state, row["due_on"], row["step_due_on"], turn, is_examined=waits)


def _line(row: dict[str, Any], days: WorkCalendar, source: str, today: date) -> TicketLine:
    state, unit = State(row["state"]), row["unit__name"] or ""
    handling = row["handling_class"]
    binds = _binds(row)
    is_own = binds is not None and binds.is_own_first
    return TicketLine(
        **{name: row[name] for name in AS_THEY_ARE},
        state=state,
        who=row["enterprise__name"] or row["applicant_name"] or "群众",
        unit=unit,
        handler=row["handler__name"] or "",
        township=row["township__name"] or "",
        category=row["category__name"],
        source=source,
        handling_class=HandlingClass(handling).label if handling else "",
        light=status_light.headline(row.__getitem__, today, days),
        waits=status_light.waits(state, unit, has_enterprise=row["enterprise_id"] is not None),
        outcome=Outcome(row["outcome"]).label if row["outcome"] else "",
        binds=binds,
        own_light=status_light.running(row["step_due_on"], today, days) if is_own else None,
    )
