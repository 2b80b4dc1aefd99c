"""Filters of a list that somebody keeps under a name (已存视图)."""

from __future__ import annotations

from django.db import models


class SavedView(models.Model):
    """A query, and never rows: whoever opens it sees of them what they may see at that moment."""

    list_name = models.CharField(max_length=20)
    owner = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    name = models.CharField("名称", max_length=20)
    query = models.CharField(max_length=1000)
    # The unit whose people have it among their tabs, too.
    shared_with = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list_name", "name"], name="saved_view_once_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
