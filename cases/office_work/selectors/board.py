"""The daily board (日调度): what falls due today and tomorrow, whom it waits for, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from cadres.deadlines.selectors import calendar
from cadres.pages.selectors.paging import capped_count
from cadres.viewers.rules.viewer import Viewer
from cases.models import BoardCall
from cases.office_work.rules import board as rules
from cases.office_work.rules.tasks import TaskState
from cases.office_work.selectors import decisions, tasks
from cases.office_work.selectors.decisions import DecisionLine
from cases.office_work.selectors.tasks import TaskLine
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.clocks import binding_days
from cases.tickets.rules.clocks.binding_days import Whose
from cases.tickets.rules.status_light import Due
from cases.tickets.rules.workflow import RUNNING
from cases.tickets.selectors import tickets
from cases.tickets.selectors.slices import Slice
from cases.tickets.selectors.tickets import TicketLine

SHOWN = 100  # of a day, what one meeting can go through; more is said
DECISIONS_SHOWN = 50
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DueTicket:
    """A ticket that falls due, with what was said about it today."""

    line: TicketLine
    calls: list[BoardCall] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task of the double list that falls due, with what was said about it today."""

    line: TaskLine
    calls: list[BoardCall] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DueDay:
    """What falls due on one day; `total` counts the tickets that are not shown, too."""

    on: date
    tickets: list[DueTicket]
    total: int
    tasks: list[DueTask]


@dataclass(frozen=True, slots=True)
class Board:
    """The board of today: this day and the next working day, and what meetings decided."""

    days: list[DueDay]
    overdue: Slice
    overdue_total: int
    decisions: list[DecisionLine]
    may_write: bool


def of_today(*, seen_by: Viewer) -> Board:
    """Return the board for whoever sees a county whole."""
    rules.check_reader(seen_by)
    said = _calls(seen_by)
    overdue = Slice.of(due=Due.LATE.value)
    found = decisions.unfinished(seen_by=seen_by)[:DECISIONS_SHOWN]
    return Board(
        days=[_day(on, said, seen_by) for on in (seen_by.today, _next_day(seen_by))],
        overdue=overdue,
        overdue_total=capped_count(overdue.rows(seen_by=seen_by)),
        decisions=decisions.lines(found, seen_by=seen_by),
        may_write=bool(seen_by.office_county_ids),
    )


def due_on(on: date, *, seen_by: Viewer) -> TicketQuerySet:
    """Return the running tickets of which the promise or the unit's own time ends that day."""
    unit = binding_days.is_past(Whose.UNIT, on + ONE_DAY) & ~binding_days.is_past(Whose.UNIT, on)
    found = tickets.rows(seen_by=seen_by).filter(state__in=sorted(RUNNING))
    return found.filter(binding_days.ends_within(on, on) | Q(paused_at__isnull=True) & unit)


def _day(on: date, said: list[BoardCall], viewer: Viewer) -> DueDay:
    found = due_on(on, seen_by=viewer).order_by("unit_id", "pk")
    due = list(found.values(*tickets.COLUMNS)[: SHOWN + 1])
    planned = tasks.rows(seen_by=viewer).filter(
        county__in=list(viewer.county_ids), due_on=on, state=TaskState.PLANNED
    )
    return DueDay(
        on=on,
        tickets=[
            DueTicket(line, [one for one in said if one.ticket_id == line.pk])
            for line in tickets.lines_of(due[:SHOWN], seen_by=viewer)
        ],
        total=len(due) if len(due) <= SHOWN else capped_count(found),
        tasks=[
            DueTask(line, [one for one in said if one.task_id == line.row.pk])
            for line in tasks.lines(planned[:SHOWN], seen_by=viewer)
        ],
    )


def _calls(viewer: Viewer) -> list[BoardCall]:
    """What was said today, in its order."""
    since = timezone.make_aware(datetime.combine(viewer.today, time.min))
    found: Iterable[BoardCall] = BoardCall.objects.filter(
        rules.board_for(viewer), called_at__gte=since
    )
    return list(found.select_related("called_by").order_by("called_at", "pk"))  # type: ignore[attr-defined]


def _next_day(viewer: Viewer) -> date:
    """The next working day; of several counties by the calendar of the state."""
    counties = viewer.home_county_ids
    days = calendar.work_calendar(region_id=counties[0] if len(counties) == 1 else None)
    return days.add_working_days(viewer.today, 1)
