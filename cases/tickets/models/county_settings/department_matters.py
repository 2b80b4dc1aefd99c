"""Which classes of problems a department must do, as a county has set it."""

from __future__ import annotations

from django.db import models

from cadres.submissions.rules import text_limits
from cadres.viewers.models.id_arrays import IdArrayField


class DepartmentMatters(models.Model):
    """应由部门办理的类别 of a county; without a row the usual ones stand."""

    county = models.OneToOneField("cadres.Region", models.PROTECT, related_name="+")
    category_ids = IdArrayField(blank=True)
    basis = models.CharField("依据", max_length=text_limits.DOCUMENT)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.basis
