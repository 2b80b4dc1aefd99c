"""双清单: the office's tasks by week, what became of each, and the tickets they come from."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.models import Written
from cadres.submissions.rules import text_limits
from cases.office_work.rules.tasks import TaskKind, TaskState


class OfficeTask(Written):
    """One task of one week; carried over, it goes on as a row of a later week."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    # The Monday of the week in whose plan it stands.
    week_on = models.DateField("所在周")
    kind = models.CharField("类别", max_length=8, choices=TaskKind)
    text = models.CharField("任务", max_length=text_limits.TASK)
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    owner_name = models.CharField("责任人", max_length=text_limits.NAME)
    due_on = models.DateField("完成时限")
    # Where it comes from: a ticket, one of its measures, or what was decided on it.
    ticket = models.ForeignKey(
        "cases.Ticket", models.PROTECT, null=True, related_name="office_tasks"
    )
    measure = models.ForeignKey("cases.Measure", models.PROTECT, null=True, related_name="+")
    application = models.ForeignKey(
        "cases.Application", models.PROTECT, null=True, related_name="+"
    )
    # What a meeting decided (日调度), where it comes from there.
    decision = models.ForeignKey(
        "cases.BoardDecision", models.PROTECT, null=True, related_name="tasks"
    )
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="carried_to"
    )
    state = models.CharField("状态", max_length=8, choices=TaskState, default=TaskState.PLANNED)
    # What was done; why it is carried over; why it was withdrawn.
    ended_why = models.TextField("完成情况", blank=True, default="")
    done_on = models.DateField("完成日期", null=True)
    ended_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    # Why the office sent an answer back.
    returned_why = models.TextField("退回原因", blank=True, default="")
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField("列入时间")

    class Meta:
        ordering = ["week_on", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                name="task_week_begins_on_monday", condition=Q(week_on__week_day=2)
            ),
            models.CheckConstraint(
                name="task_ended_has_words",
                condition=Q(state="planned", ended_at__isnull=True, ended_by__isnull=True)
                | ~Q(state="planned")
                & Q(ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(ended_why=""),
            ),
            models.CheckConstraint(
                name="task_done_has_its_day",
                condition=Q(state="done", done_on__isnull=False)
                | ~Q(state="done") & Q(done_on__isnull=True),
            ),
            models.CheckConstraint(
                name="task_source_is_of_a_ticket",
                condition=Q(ticket__isnull=False)
                | Q(measure__isnull=True, application__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "week_on"], name="task_county_week"),
            models.Index(
                fields=["unit", "due_on"], name="task_unit_planned", condition=Q(state="planned")
            ),
        ]

    def __str__(self) -> str:
        return self.text
