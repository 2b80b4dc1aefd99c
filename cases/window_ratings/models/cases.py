"""The loop of a bad rating: how it stands, every step that was taken, its clocks and appeals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.models import TermColumns, Written
from cases.window_ratings.rules.demands import Demand
from cases.window_ratings.rules.outcomes import AppealState, CallBack, Ground, Use
from cases.window_ratings.rules.procedure import State, Verb
from cases.window_ratings.rules.stages import Stage


class RatingCase(Written):
    """One bad rating on its way (差评件)."""

    rating = models.OneToOneField("cases.WindowRating", models.PROTECT, related_name="case")
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField("状态", max_length=10, choices=State, default=State.FILED)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    # What the centre found, and what it therefore asks of the unit.
    finding = models.TextField("核实情况", blank=True, default="")
    demand = models.CharField("整改要求", max_length=8, choices=Demand, blank=True, default="")
    answer = models.TextField("整改情况", blank=True, default="")
    second = models.TextField(blank=True, default="")
    done_on = models.DateField("完成日期", null=True)
    signed_on = models.DateField("签发日期", null=True)
    told_on = models.DateField("反馈日期", null=True)
    called_on = models.DateField("回访日期", null=True)
    call_back = models.CharField(
        "回访结果", max_length=12, choices=CallBack, blank=True, default=""
    )
    public_text = models.TextField("公示稿", blank=True, default="")
    published_on = models.DateField("公示日期", null=True)
    use = models.CharField("结果应用", max_length=12, choices=Use, blank=True, default="")
    # The unit may ask for the rater's name and number; the centre said why it needs them.
    is_contact_shared = models.BooleanField("联系方式已告知单位", default=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["county", "state", "-id"], name="rating_case_county"),
            models.Index(fields=["unit", "state", "-id"], name="rating_case_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                name="rating_case_ordered_has_demand",
                condition=Q(state__in=["filed", "started", "excluded"]) | ~Q(demand=""),
            ),
            models.CheckConstraint(
                name="rating_case_published_has_text",
                condition=Q(published_on__isnull=True) | ~Q(public_text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"差评 {self.rating.number}"


class RatingStep(models.Model):
    """One step that was taken; never changed. The clocks follow from these rows."""

    case = models.ForeignKey(RatingCase, models.PROTECT, related_name="steps")
    verb = models.CharField("步骤", max_length=10, choices=Verb)
    before = models.CharField(max_length=10, choices=State, blank=True, default="")
    after = models.CharField(max_length=10, choices=State)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    principal = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    actor_name = models.CharField(max_length=80)
    unit_name = models.CharField(max_length=100, blank=True, default="")
    words = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_verb_display()}"


class RatingClock(TermColumns):
    """A stage of the loop with its limit; begun by one step and ended by another."""

    case = models.ForeignKey(RatingCase, models.PROTECT, related_name="clocks")
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    stage = models.CharField("环节", max_length=10, choices=Stage)
    begun = models.OneToOneField(RatingStep, models.PROTECT, related_name="begins")
    ended = models.OneToOneField(RatingStep, models.PROTECT, null=True, related_name="ends")
    due_on = models.DateField("到期日")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="rating_clock_runs_once", condition=Q(ended__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_stage_display()} {self.due_on}"


class RatingAppeal(TermColumns):
    """What a unit says against a rating, and what somebody else decided of it."""

    case = models.ForeignKey(RatingCase, models.PROTECT, related_name="appeals")
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    ground = models.CharField("申诉理由", max_length=10, choices=Ground)
    words = models.TextField("说明")
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    filed_at = models.DateTimeField()
    due_on = models.DateField("裁定时限")
    state = models.CharField(
        "状态", max_length=10, choices=AppealState, default=AppealState.WAITING
    )
    decided_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField("裁定意见", blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="rating_appeal_waits_once", condition=Q(state="waiting")
            ),
            models.CheckConstraint(
                name="rating_appeal_decided_by_another",
                condition=Q(state="waiting", decided_by__isnull=True)
                | ~Q(state="waiting")
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decision="")
                & ~Q(decided_by=models.F("filed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_ground_display()}"
