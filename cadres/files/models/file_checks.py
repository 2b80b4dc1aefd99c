"""What the nightly search of the store found; the newest row is the last search."""

from __future__ import annotations

from django.db import models


class FileCheck(models.Model):
    """One search (文件核对): files against rows, both ways."""

    at = models.DateTimeField()
    files = models.PositiveIntegerField("文件")
    rows = models.PositiveIntegerField("登记")
    # Files without a row, older than a day: removed.
    removed = models.PositiveIntegerField("清除")
    # Rows without a file: to be restored from a backup.
    missing = models.PositiveIntegerField("缺失")
    # The first of them by table, number and place in the store; never a name that a person gave.
    found = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%F %H:%M} {self.missing}"
