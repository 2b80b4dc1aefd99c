"""What meetings decided, with the tasks that say whether it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.models import BoardDecision, OfficeTask, Ticket
from cases.office_work.rules import board as rules
from cases.office_work.rules.tasks import TaskState
from cases.office_work.selectors import tasks
from cases.office_work.selectors.tasks import TaskLine

# Of a task that is carried over, the row of its last week says how it stands.
_OVER = (TaskState.VOID, TaskState.CARRIED)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision with its tasks as they stand; the ticket's number for whoever sees it."""

    row: BoardDecision
    tasks: list[TaskLine]
    ticket_number: str
    may_void: bool
    may_plan: bool

    @property
    def is_done(self) -> bool:
        """Whether every task that was made from it is done; without a task nothing happened."""
        return bool(self.tasks) and all(one.row.state == TaskState.DONE for one in self.tasks)


def rows(*, seen_by: Viewer) -> QuerySet[BoardDecision]:
    """Return the visible decisions that stand, the newest first."""
    found = BoardDecision.objects.filter(rules.board_for(seen_by), voided_at__isnull=True)
    return found.select_related("filed_by").order_by("-decided_on", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> BoardDecision:
    """Return the decision; hidden, withdrawn and missing look the same from outside."""
    row = rows(seen_by=seen_by).filter(pk=pk).first()
    if row is None:
        raise Absent(rules.ABSENT)
    return row


def unfinished(*, seen_by: Viewer) -> QuerySet[BoardDecision]:
    """Keep those of today, and those without a task or with one that is not done."""
    standing = OfficeTask.objects.exclude(state__in=_OVER)
    open_ones = standing.filter(state=TaskState.PLANNED).values("decision_id")
    done = standing.filter(decision__isnull=False).values("decision_id")
    waits = Q(decided_on=seen_by.today) | Q(pk__in=open_ones) | ~Q(pk__in=done)
    return rows(seen_by=seen_by).filter(waits)


def lines(found: Iterable[BoardDecision], *, seen_by: Viewer) -> list[DecisionLine]:
    """Turn rows into lines; three queries more for any number of them."""
    taken = list(found)
    made = _tasks([row.pk for row in taken], seen_by)
    numbers = _numbers(taken, seen_by)
    return [
        DecisionLine(
            row=row,
            tasks=made.get(row.pk, []),
            ticket_number=numbers.get(row.ticket_id or 0, ""),
            may_void=rules.may_void(row, seen_by, has_tasks=row.pk in made),
            may_plan=rules.may_write(seen_by, row.county_id),
        )
        for row in taken
    ]


def has_tasks(row: BoardDecision, *, seen_by: Viewer) -> bool:
    """Whether a task that stands was made from it."""
    found = tasks.standing(tasks.rows(seen_by=seen_by))
    return found.filter(decision=row).exists()


def _tasks(pks: list[int], viewer: Viewer) -> dict[int, list[TaskLine]]:
    found = tasks.rows(seen_by=viewer).filter(decision__in=pks).exclude(state__in=_OVER)
    made: dict[int, list[TaskLine]] = {}
    for line in tasks.lines(found, seen_by=viewer):
        made.setdefault(line.row.decision_id or 0, []).append(line)
    return made


def _numbers(taken: list[BoardDecision], viewer: Viewer) -> dict[int, str]:
    wanted = sorted({row.ticket_id for row in taken if row.ticket_id})
    if not wanted:
        return {}
    seen = Ticket.objects.visible_to(viewer).filter(pk__in=wanted)
    return dict(seen.order_by().values_list("pk", "number"))
