"""Rounds of handling (轮次), what was explained, and what independent callers heard afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.models import TermColumns
from cases.tickets.rules.closing.side_terms import CheckKind, CheckResult, RoundCause
from cases.tickets.rules.vocabulary import Answer, Outcome


class Round(models.Model):
    """One round of a ticket that was handled more than once; an ended one is never changed."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField("轮次")
    cause = models.CharField("起因", max_length=10, choices=RoundCause)
    reason = models.TextField("原因", blank=True, default="")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    began_on = models.DateField("开始")
    due_on = models.DateField("本轮时限", null=True)
    result = models.TextField("办理情况", blank=True, default="")
    outcome = models.CharField("办理结果", max_length=12, choices=Outcome, blank=True, default="")
    approved_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField("审核通过", null=True)
    answer = models.CharField("企业答复", max_length=12, choices=Answer, blank=True, default="")
    ended_on = models.DateField("结束", null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "number"], name="round_once"),
            models.UniqueConstraint(
                fields=["ticket"], name="round_open_once", condition=Q(ended_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} 第 {self.number} 轮"


class Explanation(models.Model):
    """What the enterprise was told of law and circumstances, by whom and how."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="explanations")
    round = models.PositiveSmallIntegerField()
    told_on = models.DateField("解释日期")
    told_to = models.CharField("对象", max_length=40)
    text = models.TextField("解释内容")
    told_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "round", "told_on"], name="explanation_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.told_on}"


class Check(TermColumns):
    """A look back (回头看) or a check of a withdrawal (撤单质检), by somebody outside the unit."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="checks")
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("类别", max_length=12, choices=CheckKind)
    round = models.PositiveSmallIntegerField()
    # From when its term counts: the closing, or the last call in vain.
    counted_from = models.DateTimeField(null=True)
    due_on = models.DateField("应于")
    made_at = models.DateTimeField()
    result = models.CharField("结果", max_length=12, choices=CheckResult, blank=True, default="")
    note = models.TextField("情况", blank=True, default="")
    done_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    # By which draw it came about; none where a rule asks for every one.
    draw = models.ForeignKey("cases.SampleDraw", models.PROTECT, null=True, related_name="checks")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "kind", "round"], name="check_once"),
            models.CheckConstraint(
                name="check_done_has_result",
                condition=Q(done_at__isnull=True) | ~Q(result=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "due_on"], name="check_waiting", condition=Q(done_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.get_kind_display()}"
