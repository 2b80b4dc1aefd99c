"""Bulletins (通报): drafted at a cut-off, approved, sealed; and what other bodies gave back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.bulletins.rules.kinds import (
    LONGEST_TITLE,
    UNSEALED,
    BulletinKind,
    BulletinState,
)

SEALED = Q(state="sealed")
GIVEN = Q(
    year__isnull=False,
    serial__isnull=False,
    place__isnull=False,
    sealed_at__isnull=False,
    sealed_by__isnull=False,
) & ~(Q(number="") | Q(content_digest="") | Q(checkpoint=""))
NOT_GIVEN = Q(
    year__isnull=True,
    serial__isnull=True,
    place__isnull=True,
    sealed_at__isnull=True,
    sealed_by__isnull=True,
    number="",
    content_digest="",
    checkpoint="",
)


class Bulletin(models.Model):
    """One bulletin, or the numbered erratum of one. Once sealed, the database keeps it as it is."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("种类", max_length=10, choices=BulletinKind)
    since = models.DateField("起始日期")
    # The day at whose end everything in it is counted.
    cutoff_on = models.DateField("截止日期")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="errata")
    # What an erratum corrects: why, and each cell that differs from what was published last.
    reason = models.TextField("更正原因", blank=True, default="")
    differences = models.JSONField(default=list, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=BulletinState, default=BulletinState.DRAFT
    )
    title = models.CharField("标题", max_length=LONGEST_TITLE)
    body = models.TextField("正文")
    # Definitions, filters, tables and the ids behind each cell (`cases.bulletins.rules.figures`).
    figures = models.JSONField()
    # Of what a signature stands for (`contents.signed_digest`).
    digest = models.CharField(max_length=64)
    drafted_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    drafted_at = models.DateTimeField("草拟时间")
    # Whoever wrote any of it; none of them approves it.
    author_ids = models.JSONField(default=list, blank=True)
    proposed_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField(null=True)

    # Given with the seal. `place` is that in the county's log of bulletins, from one.
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    place = models.PositiveIntegerField(null=True)
    number = models.CharField("期号", max_length=60, blank=True, default="")
    sealed_at = models.DateTimeField("封存时间", null=True)
    sealed_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    content_digest = models.CharField(max_length=64, blank=True, default="")
    checkpoint = models.TextField(blank=True, default="")
    voided_at = models.DateTimeField(null=True)
    void_why = models.TextField("撤销原因", blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="bulletin_sealed_is_whole",
                condition=(SEALED & GIVEN) | (~SEALED & NOT_GIVEN),
            ),
            models.CheckConstraint(
                name="bulletin_void_has_reason",
                condition=Q(state="void", voided_at__isnull=False) & ~Q(void_why="")
                | ~Q(state="void") & Q(voided_at__isnull=True, void_why=""),
            ),
            models.CheckConstraint(
                name="bulletin_erratum_has_reason",
                condition=Q(corrects__isnull=True, reason="")
                | Q(corrects__isnull=False) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="bulletin_days_in_order", condition=Q(cutoff_on__gte=F("since"))
            ),
            models.UniqueConstraint(
                fields=["county", "kind", "cutoff_on"],
                name="bulletin_once_a_cutoff",
                condition=Q(corrects__isnull=True) & ~Q(state="void"),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                name="bulletin_corrected_one_at_a_time",
                condition=Q(corrects__isnull=False, state__in=sorted(UNSEALED)),
            ),
            models.UniqueConstraint(
                fields=["county", "kind", "year", "serial"],
                name="bulletin_number_once",
                condition=Q(corrects__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["corrects", "serial"],
                name="bulletin_erratum_number_once",
                condition=Q(corrects__isnull=False),
            ),
            models.UniqueConstraint(fields=["county", "place"], name="bulletin_place_once"),
        ]
        indexes = [models.Index(fields=["county", "state", "-id"], name="bulletin_county_state")]

    def __str__(self) -> str:
        return self.number or f"{self.get_kind_display()}（截至 {self.cutoff_on}）"


class BulletinApproval(models.Model):
    """A decision on a bulletin; it holds for the content of `digest` alone, and never changes."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="approvals")
    is_approved = models.BooleanField()
    signed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    principal = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="bulletin_refused_has_reason", condition=Q(is_approved=True) | ~Q(note="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.bulletin_id} {self.signed_by_id}"


class BulletinReceipt(models.Model):
    """What another body gave back for the checkpoint that it keeps (回执); never changed."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="receipts")
    body = models.CharField("保管单位", max_length=80)
    receiver = models.CharField("接收人", max_length=40)
    received_on = models.DateField("接收日期")
    # The root as it stands on the receipt, in base64: it must be the one that was sealed.
    root = models.CharField("回执所载根摘要", max_length=44)
    file = models.FileField(upload_to="bulletins/receipts/%Y/%m/", blank=True, default="")
    file_name = models.CharField(max_length=200, blank=True, default="")
    file_digest = models.CharField(max_length=64, blank=True, default="")
    recorded_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.bulletin_id} {self.body}"
