"""What the nightly comparison of stored and rebuilt dates found; the newest row is the last run."""

from __future__ import annotations

from django.db import models


class ClockCheck(models.Model):
    """One comparison (时钟核对): how much was compared, and every difference by ticket number."""

    at = models.DateTimeField()
    tickets = models.PositiveIntegerField("工单")
    columns = models.PositiveIntegerField("日期")
    events = models.PositiveIntegerField("时钟事件")
    # Open terms of everything else: topics, applications, looks back, replies.
    terms = models.PositiveIntegerField("其他时限", default=0)
    differences = models.PositiveIntegerField("不一致")
    is_mended = models.BooleanField(default=False)
    # The first of them as sentences: number, column, stored, rebuilt; no content of tickets.
    found = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%F %H:%M} {self.differences}"
