"""Applications (申请) of a unit for more time, parking, a plan or handing up; their decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.models import TermColumns
from cases.tickets.rules.applications.applications import (
    ApplicationKind,
    ApplicationState,
    Ground,
    Level,
)
from cases.tickets.rules.closing.contact_attempts import ContactMeans


class Application(TermColumns):
    """What was asked, with its reasons, and who decided on exactly that (`digest`)."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="applications")
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    round = models.PositiveSmallIntegerField()
    kind = models.CharField("申请", max_length=12, choices=ApplicationKind)
    state = models.CharField(
        "状态", max_length=12, choices=ApplicationState, default=ApplicationState.WAITING
    )
    reason = models.TextField("理由")
    tried = models.TextField("已采取的措施", blank=True, default="")
    proposal = models.TextField("建议", blank=True, default="")
    # Of an extension: how many working days more; of a parking: until when it is looked at again;
    # of a plan: by which day it is fulfilled, and by whom.
    days = models.PositiveSmallIntegerField("延长工作日", null=True)
    until_on = models.DateField("至", null=True)
    owner = models.CharField("计划责任人", max_length=40, blank=True, default="")
    ground = models.CharField("挂账原因", max_length=12, choices=Ground, blank=True, default="")
    level = models.CharField("提级至", max_length=20, choices=Level, blank=True, default="")
    digest = models.CharField(max_length=64)
    asked_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField("审批时限")
    # Not decided in time: it went up.
    raised_on = models.DateField(null=True)
    decided_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    principal = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    posting = models.ForeignKey("cadres.Posting", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField("审批意见", blank=True, default="")
    # An extension counts from here on: the enterprise heard of it, how, and from whom.
    told_at = models.DateTimeField("告知时间", null=True)
    told_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    told_how = models.CharField(
        "告知方式", max_length=12, choices=ContactMeans, blank=True, default=""
    )
    # Handed up, or planned: when it came back; what those above said.
    returned_at = models.DateTimeField(null=True)
    answer = models.TextField("上级意见", blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "kind"],
                name="application_waits_once",
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="application_decided_has_moment",
                condition=~Q(state__in=["granted", "refused"]) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_says_what_is_asked",
                condition=Q(kind="extension", days__isnull=False)
                | (Q(kind="parking", until_on__isnull=False) & ~Q(ground=""))
                | (Q(kind="plan", until_on__isnull=False) & ~Q(owner=""))
                | (Q(kind="hand_up") & ~Q(level="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "kind", "due_on"],
                name="application_waiting",
                condition=Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.get_kind_display()}"
