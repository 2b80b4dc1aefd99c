"""Lists that the worker wrote for somebody; kept for a day."""

from __future__ import annotations

from django.db import models


class ExportFile(models.Model):
    """One workbook, for whoever asked for the run that made it."""

    run = models.OneToOneField(
        "cadres.BackgroundRun", models.CASCADE, related_name="export", primary_key=True
    )
    file = models.FileField(upload_to="exports/%Y/%m/")
    name = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="export_file_made_at")]

    def __str__(self) -> str:
        return self.name
