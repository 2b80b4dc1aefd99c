"""惠企政策: the text, for whom it is by conditions that are rows, and where it is applied for."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cadres.models import Written
from cases.policies.rules import policies as rules
from cases.policies.rules.fit import ConditionKind
from cases.policies.rules.outreach import Way


class Policy(Written):
    """One policy as the county's cadres tell of it; it is applied for elsewhere, never here."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    title = models.CharField("政策名称", max_length=rules.LONGEST_TITLE)
    issuer = models.CharField("发文机关", max_length=rules.LONGEST_ISSUER)
    document_number = models.CharField(
        "文号", max_length=rules.LONGEST_NUMBER, blank=True, default=""
    )
    text = models.TextField("政策内容")
    valid_from = models.DateField("有效期从", null=True)
    valid_to = models.DateField("有效期到", null=True)
    # Of the county: whoever answers for it where an enterprise is refused.
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    apply_at = models.CharField(
        "申报地址或地点", max_length=rules.LONGEST_PLACE, blank=True, default=""
    )
    is_automatic = models.BooleanField("免申即享", default=False)
    # By which the list of another system knows it.
    outer_id = models.CharField("外部编号", max_length=rules.LONGEST_NUMBER, blank=True, default="")
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()
    voided_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_why = models.TextField("作废原因", blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "outer_id"],
                name="policy_outer_id_once",
                condition=~Q(outer_id=""),
            ),
            models.CheckConstraint(
                name="policy_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="policy_voided_has_words",
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_why="")
                | Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_why=""),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "valid_to", "-id"], name="policy_county_valid_to")
        ]

    def __str__(self) -> str:
        return self.title


class PolicyCondition(models.Model):
    """For whom: the enterprise's value is one of these. All conditions of a policy must hold."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="conditions", db_index=False)
    kind = models.CharField("条件", max_length=10, choices=ConditionKind)
    # Townships by their id.
    values = ArrayField(models.CharField(max_length=rules.LONGEST_INDUSTRY))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "kind"], name="policy_condition_once"),
            models.CheckConstraint(
                name="policy_condition_names_something", condition=Q(values__len__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {'、'.join(self.values)}"


class PolicyTelling(models.Model):
    """An enterprise was told of a policy: once, whoever told it, in whatever way."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="tellings", db_index=False)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="policy_tellings"
    )
    way = models.CharField("方式", max_length=10, choices=Way)
    # At which it was spoken of, where it was told at one.
    visit = models.ForeignKey(
        "enterprises.Visit", models.PROTECT, null=True, related_name="policy_tellings"
    )
    told_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    told_on = models.DateField("告知日期")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "enterprise"], name="policy_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.told_on:%F} {self.get_way_display()}"


class PolicyRefusal(models.Model):
    """An enterprise says that its application was refused: a ticket goes its road for it."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="refusals", db_index=False)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, related_name="policy_refusals"
    )
    ticket = models.OneToOneField("cases.Ticket", models.PROTECT, related_name="policy_refusal")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["policy", "enterprise"], name="policy_refusal_of")]

    def __str__(self) -> str:
        return f"{self.policy_id} {self.ticket_id}"
