"""Schemes of 效能评价 as they were adopted; none is ever changed, a newer one follows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cadres.submissions.rules import text_limits


class EvaluationScheme(models.Model):
    """Weights and bands that a county adopted, on which ground, from which day on."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    from_on = models.DateField("适用日期起")
    basis = models.CharField("依据", max_length=text_limits.DOCUMENT)
    good_from = models.PositiveSmallIntegerField("优的分数线")
    fair_from = models.PositiveSmallIntegerField("良的分数线")
    least_weight = models.PositiveSmallIntegerField("至少要有数的权重")
    has_ranks = models.BooleanField("显示名次", default=False)
    adopted_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="evaluation_bands_in_order",
                condition=Q(good_from__gt=F("fair_from"), fair_from__gt=0, good_from__lte=100),
            ),
            models.CheckConstraint(name="evaluation_scheme_has_basis", condition=~Q(basis="")),
        ]
        indexes = [models.Index(fields=["county", "-from_on", "-id"], name="evaluation_of_county")]

    def __str__(self) -> str:
        return f"{self.county} {self.from_on}"


class EvaluationWeight(models.Model):
    """How many per cent one rate of the catalogue counts for in a scheme."""

    scheme = models.ForeignKey(EvaluationScheme, models.CASCADE, related_name="weights")
    figure = models.CharField("指标", max_length=40)
    # By which definition it was weighed; a newer one is said beside the scheme.
    version = models.PositiveSmallIntegerField("口径版本", default=1)
    weight = models.PositiveSmallIntegerField("权重")

    class Meta:
        ordering = ["-weight", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "figure"], name="evaluation_weight_once"),
            models.CheckConstraint(
                name="evaluation_weight_is_per_cent", condition=Q(weight__range=(1, 100))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.weight}"
