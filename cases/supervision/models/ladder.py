"""The ladder of supervision (督办阶梯): its rungs as data, the steps taken, and its suspensions."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from cadres.deadlines.rules.limits import LimitUnit
from cases.supervision.rules.ladder import (
    OPEN_STEPS,
    Addressee,
    Approver,
    Lift,
    RungEvent,
    Side,
    StepState,
    Trigger,
)
from cases.supervision.rules.ladder_clock import RungClock

# From which something may still follow: what is open, and what was promised in a reply.
PROMISED = Q(state=StepState.ANSWERED, lifted_at__isnull=True)
STANDING = Q(state__in=sorted(OPEN_STEPS)) | PROMISED


class Rung(models.Model):
    """One rung (一级督办). Changing it, or switching it, closes this row and opens another.

    `valid_to` is the first day on which it no longer holds, as with limits. The nearest region
    that has a row of the code sets it.
    """

    region = models.ForeignKey(
        "cadres.Region", models.PROTECT, null=True, blank=True, related_name="rungs"
    )
    order = models.PositiveSmallIntegerField("次序")
    code = models.CharField("代码", max_length=30)
    name = models.CharField("名称", max_length=40)
    trigger = models.CharField("启动条件", max_length=12, choices=Trigger)
    clock = models.CharField("时限", max_length=12, choices=RungClock, blank=True, default="")
    side = models.CharField("早晚", max_length=8, choices=Side, blank=True, default="")
    amount = models.PositiveSmallIntegerField("数量", default=0)
    measure = models.CharField("单位", max_length=15, choices=LimitUnit, default=LimitUnit.WORKDAY)
    event = models.CharField("情形", max_length=12, choices=RungEvent, blank=True, default="")
    follows = models.CharField("上一级", max_length=30, blank=True, default="")
    approver = models.CharField("签发人", max_length=12, choices=Approver, default=Approver.NOBODY)
    addressees = ArrayField(models.CharField(max_length=10, choices=Addressee), default=list)
    reply_days = models.PositiveSmallIntegerField("回复期限（工作日）", default=0)
    lifts = ArrayField(models.CharField(max_length=12, choices=Lift), default=list)
    # The letter's template by its code; the wording that stands in the notice and on the page.
    template = models.CharField("文书", max_length=30, blank=True, default="")
    text = models.CharField("正文", max_length=500)
    basis = models.CharField("依据文件", max_length=200)
    is_active = models.BooleanField("启用", default=False)
    valid_from = models.DateField("生效日期")
    valid_to = models.DateField("失效日期", null=True, blank=True)
    set_at = models.DateTimeField("设置时间")
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rung_says_when",
                condition=(Q(trigger="clock") & ~Q(clock="") & ~Q(side=""))
                | (Q(trigger="unanswered") & ~Q(follows=""))
                | (Q(trigger="event", amount__gt=0) & ~Q(event="")),
            ),
            # Time before a moment in hours would have to be counted back through office hours.
            models.CheckConstraint(
                name="rung_before_counts_days",
                condition=~Q(side="before") | Q(measure="workday"),
            ),
            models.CheckConstraint(
                name="rung_counts_time",
                condition=Q(measure__in=["workday", "hour", "working_hour"]),
            ),
            models.CheckConstraint(
                name="rung_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                F("code"),
                Coalesce("region", Value(0)),
                name="rung_open_once",
                condition=Q(valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LadderStep(models.Model):
    """A rung taken with one ticket: proposed, issued, and what became of it.

    `code` is the rung's identity over all its rows, so that a rung that is changed in the middle
    of a run is not taken twice in it. `cycle` numbers the runs of its clock.
    """

    ticket = models.ForeignKey(
        "cases.Ticket", models.CASCADE, related_name="ladder_steps", db_index=False
    )
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    # In whose hands the ticket was.
    unit = models.ForeignKey(
        "cadres.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    round = models.PositiveSmallIntegerField("轮次")
    rung = models.ForeignKey(Rung, models.PROTECT, related_name="steps", db_index=False)
    code = models.CharField(max_length=30)
    cycle = models.PositiveSmallIntegerField()
    fired_on = models.DateField("启动日期")
    due_on = models.DateField("所依时限", null=True)
    why = models.CharField("原因", max_length=200)
    state = models.CharField("状态", max_length=10, choices=StepState, default=StepState.PROPOSED)
    proposed_at = models.DateTimeField()
    # Who signed it, or decided not to; for whom, where it was a deputy.
    approved_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    principal = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True)
    refused_why = models.TextField("不予签发原因", blank=True, default="")
    issued_at = models.DateTimeField("发出时间", null=True)
    reply_due_on = models.DateField("回复期限", null=True)
    calendar = models.PositiveIntegerField("日历版本", default=0)
    is_reply_provisional = models.BooleanField(default=False)
    reply = models.TextField("回复", blank=True, default="")
    # By when the unit has promised it: the next rung is due where the matter is not done by then.
    # Nothing follows from it once `lifted_at` is set.
    promised_on = models.DateField("承诺办结日期", null=True)
    reply_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    replied_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.CharField(max_length=100, blank=True, default="")
    # The reply to the last rung is overdue. Nothing follows from it here.
    exhausted_at = models.DateTimeField(null=True)

    # Of one that went out just now: that nobody in the unit received it, in words.
    unheard = ""

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "code", "cycle"], name="ladder_rung_once_a_run"
            ),
            models.CheckConstraint(
                name="ladder_issued_has_moment",
                condition=~Q(state__in=["issued", "answered"]) | Q(issued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ladder_answered_has_reply",
                condition=~Q(state="answered")
                | (~Q(reply="") & Q(replied_at__isnull=False, promised_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="ladder_refused_has_reason",
                condition=~Q(state="refused") | ~Q(refused_why=""),
            ),
            models.CheckConstraint(
                name="ladder_lifted_has_moment",
                condition=~Q(state__in=["lifted", "lapsed"]) | Q(lifted_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["ticket"], name="ladder_open", condition=STANDING),
            models.Index(
                fields=["county", "fired_on"],
                name="ladder_proposed",
                condition=Q(state="proposed"),
            ),
            models.Index(
                fields=["reply_due_on"],
                name="ladder_reply_due",
                condition=Q(state="issued", reply_due_on__isnull=False),
            ),
            models.Index(
                fields=["promised_on"],
                name="ladder_promised",
                condition=PROMISED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.code} {self.cycle}"


class Suspension(models.Model):
    """暂停督办: for a reason and until a day the ladder leaves the ticket alone, and begins anew
    afterwards. It excuses nobody; that is a finding of its own (`ToleranceFinding`)."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="suspensions")
    reason = models.TextField("暂停原因")
    document = models.CharField("依据文件", max_length=200, blank=True, default="")
    from_on = models.DateField("自")
    to_on = models.DateField("至")
    approved_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    principal = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="suspension_ends_after_it_begins", condition=Q(to_on__gte=F("from_on"))
            ),
            models.CheckConstraint(name="suspension_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.from_on}–{self.to_on}"
