"""What the unit does about it (举措), and the files that show it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Measure(models.Model):
    """One measure with its owner; done once it carries its evidence (佐证)."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="measures")
    round = models.PositiveSmallIntegerField(default=1)
    text = models.CharField("举措", max_length=300)
    owner_name = models.CharField("责任人", max_length=40)
    due_on = models.DateField("计划完成", null=True, blank=True)
    # 一跟到底: when the enterprise hears next how far it is.
    next_feedback_on = models.DateField("下次反馈", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    evidence = models.TextField("佐证说明", blank=True, default="")
    # Nobody where the software itself brought the ledger in.
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()
    # Set by a meeting (会商) or a higher level, and not by the unit: what was handed up to it.
    decision = models.ForeignKey(
        "cases.Application", models.PROTECT, null=True, related_name="measures"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["next_feedback_on"],
                name="measure_next_feedback",
                condition=Q(done_on__isnull=True, next_feedback_on__isnull=False),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="measure_done_has_evidence",
                condition=Q(done_on__isnull=True) | ~Q(evidence=""),
            )
        ]

    def __str__(self) -> str:
        return self.text


class Attachment(models.Model):
    """A file of a ticket, of a measure or of a share's answer; read through a guarded view."""

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="attachments")
    measure = models.ForeignKey(
        Measure, models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    # With the answer of a co-handling unit.
    share = models.ForeignKey(
        "cases.Share", models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    file = models.FileField(upload_to="tickets/%Y/%m/")
    # A small picture of a picture; empty beside other files and beside older ones.
    thumbnail = models.FileField(upload_to="tickets/%Y/%m/", blank=True, default="")
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        # The same file on other tickets.
        indexes = [models.Index(fields=["digest"], name="attachment_digest")]

    def __str__(self) -> str:
        return self.name
