"""Tasks of the double list as a viewer may see them, and the two lists of a week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from cadres.errors import Absent, NotPermitted
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.models.prepared import ID, IDS
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.models import OfficeTask, Ticket
from cases.office_work.rules import tasks as rules
from cases.office_work.rules import weeks
from cases.office_work.rules.tasks import TaskState, TaskVerb

# What a door names before anybody asks.
NONE = OfficeTask.objects.none()
COLUMNS = ("week_on", "kind", "text", "unit", "owner_name", "due_on")
DESK_SHOWN = 8
TITLES = {
    "task_planned": "双清单新列入任务，由本单位负责",
    "task_returned": "双清单任务的完成情况被退回",
}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line of a list; the ticket's number only for whoever sees the ticket."""

    row: OfficeTask
    ticket_number: str
    came_from: date | None
    goes_to: date | None
    is_late: bool

    @property
    def words(self) -> str:
        """What became of it: the result, or why it is carried over."""
        row = self.row
        if row.state == TaskState.PLANNED and row.returned_why:
            return f"退回：{row.returned_why}"
        return row.ended_why


@dataclass(frozen=True, slots=True)
class WeekLists:
    """双清单 of a week: what last week's plan came to, and what this week plans."""

    monday: date
    last: list[TaskLine]
    planned: list[TaskLine]

    @property
    def last_monday(self) -> date:
        return self.monday - weeks.WEEK

    @property
    def open_of_last(self) -> int:
        """How many of last week's nobody has answered."""
        return sum(line.row.state == TaskState.PLANNED for line in self.last)


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One task with the rows of other weeks before and after it, and what may be pressed."""

    line: TaskLine
    chain: list[OfficeTask]
    verbs: tuple[TaskVerb, ...]


# Asked by every page of a ticket, and by every desk of a unit.
_OF_TICKET = PreparedForViewer(
    lambda viewer, ticket: standing(rows(seen_by=viewer)).filter(ticket=ticket).order_by("-pk"), ID
)
_TO_ANSWER = PreparedForViewer(
    lambda viewer, units: (
        rows(seen_by=viewer)
        .filter(unit__any_of=units, state=TaskState.PLANNED)
        .order_by("due_on", "pk")[:DESK_SHOWN]
    ),
    IDS,
)


def facts(row: OfficeTask) -> dict[str, Any]:
    """Return what a correction may change of it, as it stands."""
    return {name: getattr(row, name) for name in COLUMNS}


def rows(*, seen_by: Viewer) -> QuerySet[OfficeTask]:
    """Return the visible tasks by week, 规定动作 first."""
    found = OfficeTask.objects.filter(rules.tasks_for(seen_by))
    found = found.select_related("unit", "carried_from", "carried_to")
    return found.order_by("week_on", "-kind", "due_on", "pk")


def standing(found: QuerySet[OfficeTask]) -> QuerySet[OfficeTask]:
    """Without those that were withdrawn."""
    return found.exclude(state=TaskState.VOID)


def fetch(pk: int, *, seen_by: Viewer) -> OfficeTask:
    """Return the task; hidden and missing look the same from outside."""
    row = rows(seen_by=seen_by).select_related("filed_by", "ended_by").filter(pk=pk).first()
    if row is None:
        raise Absent(rules.ABSENT)
    return row


def in_weeks(found: QuerySet[OfficeTask], monday: date) -> QuerySet[OfficeTask]:
    """Keep the two lists of a week: the week before it, and itself."""
    return standing(found).filter(week_on__in=[monday - weeks.WEEK, monday])


def narrowed(
    found: QuerySet[OfficeTask], *, q: str = "", kind: str = "", state: str = ""
) -> QuerySet[OfficeTask]:
    """Keep what task, unit or owner hold these words, of a kind, in a state."""
    for word in q.split():
        said = Q(text__icontains=word) | Q(unit__name__icontains=word)
        found = found.filter(said | Q(owner_name__icontains=word))
    wanted = {"kind": kind, "state": state}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def of_week(county_id: int, monday: date, *, seen_by: Viewer) -> WeekLists:
    """Return both lists of a county's week as this viewer sees them; two queries."""
    return in_lists(rows(seen_by=seen_by).filter(county=county_id), monday, seen_by=seen_by)


def in_lists(found: QuerySet[OfficeTask], monday: date, *, seen_by: Viewer) -> WeekLists:
    """Divide what was found into the two lists of the week."""
    both = lines(in_weeks(found, monday), seen_by=seen_by)
    return WeekLists(
        monday,
        [line for line in both if line.row.week_on < monday],
        [line for line in both if line.row.week_on == monday],
    )


def lines(found: Iterable[OfficeTask], *, seen_by: Viewer) -> list[TaskLine]:
    """Turn rows into lines; one query more, for the tickets that the viewer sees."""
    taken = list(found)
    numbers = _numbers({row.ticket_id for row in taken}, seen_by)
    return [_line(row, numbers, seen_by.today) for row in taken]


def page(pk: int, *, seen_by: Viewer) -> TaskPage:
    row = fetch(pk, seen_by=seen_by)
    (line,) = lines([row], seen_by=seen_by)
    return TaskPage(line, _chain(row, seen_by), rules.verbs_for(row, seen_by))


def of_ticket(ticket: Ticket, *, seen_by: Viewer) -> list[TaskLine]:
    """Return the tasks that a visible ticket led to, the newest first."""
    return lines(_OF_TICKET(ticket.pk, seen_by=seen_by), seen_by=seen_by)


def to_answer(*, seen_by: Viewer) -> list[TaskLine]:
    """Return what the clerks of these units have to answer, the most urgent first.

    A head's desk holds decisions alone; the whole list stands on the page of the double list.
    """
    own = [*seen_by.clerk_unit_ids]
    return lines(_TO_ANSWER(own, seen_by=seen_by), seen_by=seen_by) if own else []


def check_reader(viewer: Viewer) -> None:
    if not rules.is_reader(viewer):
        raise NotPermitted(rules.READ_BY)


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per task that the reader may see; nothing for the others."""
    wanted = {pk for pks in owed.values() for pk in pks}
    texts = dict(rows(seen_by=reader).filter(pk__in=wanted).values_list("pk", "text"))
    return {
        (kind, pk): Message(TITLES[kind], texts[pk], reverse("cases:task", args=[pk]))
        for kind, pks in owed.items()
        for pk in pks
        if pk in texts
    }


def _line(row: OfficeTask, numbers: Mapping[int, str], today: date) -> TaskLine:
    later = getattr(row, "carried_to", None)
    return TaskLine(
        row=row,
        ticket_number=numbers.get(row.ticket_id or 0, ""),
        came_from=row.carried_from.week_on if row.carried_from else None,
        goes_to=later.week_on if later else None,
        is_late=rules.is_late(row, today),
    )


def _numbers(ticket_ids: Iterable[int | None], viewer: Viewer) -> dict[int, str]:
    wanted = sorted({pk for pk in ticket_ids if pk})
    if not wanted:
        return {}
    seen = Ticket.objects.visible_to(viewer).filter(pk__in=wanted)
    return dict(seen.order_by().values_list("pk", "number"))


def _chain(row: OfficeTask, viewer: Viewer) -> list[OfficeTask]:
    """The same task in every week in which it stood, the first week first; nothing if in one."""
    first: OfficeTask = row
    while first.carried_from is not None:
        first = first.carried_from
    found, at = [first], getattr(first, "carried_to", None)
    while at is not None:
        found.append(at)
        at = getattr(at, "carried_to", None)
    return found if len(found) > 1 else []
