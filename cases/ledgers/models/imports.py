"""Ledgers brought in: each file with what became of it, and the rows that were refused."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cases.ledgers.rules.imports import Kind, Stage


class ImportBatch(models.Model):
    """One ledger file, from its upload to what it changed."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, null=True, related_name="+")
    kind = models.CharField("台账", max_length=12, choices=Kind)
    stage = models.CharField("阶段", max_length=12, choices=Stage, default=Stage.READING)
    file_name = models.CharField("文件", max_length=200)
    file_digest = models.CharField(max_length=64)
    # Empty for the command, which reads the file where it lies.
    file = models.FileField(upload_to="ledgers/%Y/%m/", blank=True)
    # What the worker found in it, as JSON, for the pages; its samples hold phone numbers.
    reading = EncryptedTextField(blank=True, default="")
    # What a person corrected: field → heading, unit as written → unit that is meant.
    columns = models.JSONField(default=dict)
    merges = models.JSONField(default=dict)
    # What was said of this file alone: rows out of sight, rows struck through, the county.
    choices = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    error = models.CharField(max_length=300, blank=True, default="")
    uploaded_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county", "-uploaded_at"], name="import_county_newest")]
        constraints = [
            models.CheckConstraint(
                name="import_done_has_moment",
                condition=~Q(stage="done") | Q(finished_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"


class RefusedRow(models.Model):
    """A row that was not taken, with its cells, until it is corrected or put aside."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="refused_rows")
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    kind = models.CharField("台账", max_length=12, choices=Kind)
    # The same row of the same ledger is kept once, however often the file is sent.
    key = models.CharField(max_length=64)
    sheet = models.CharField("工作表", max_length=60)
    row = models.PositiveIntegerField("行")
    column = models.CharField("栏目", max_length=120, blank=True, default="")
    value = EncryptedTextField("内容", blank=True, default="")
    reason = models.CharField("原因", max_length=600)
    # The cells as JSON, field → text; they hold phone numbers.
    cells = EncryptedTextField(default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    is_dropped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "key"], name="refused_row_kept_once")
        ]
        indexes = [
            models.Index(
                fields=["county", "kind", "id"],
                name="refused_row_waiting",
                condition=Q(settled_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row} {self.reason}"
