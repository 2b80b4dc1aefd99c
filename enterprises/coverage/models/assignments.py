"""Who covers which enterprise (包联), from–to, so that any past day has an answer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cadres.models import Written
from enterprises.coverage.rules.assignments import Part
from enterprises.register.models.querysets import AssignmentQuerySet


class Assignment(Written):
    """A cadre covers an enterprise; a county leader may be known by name alone."""

    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.CASCADE, related_name="assignments"
    )
    cadre = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    leader_name = models.CharField("县领导姓名", max_length=40, blank=True, default="")
    part = models.CharField("包联角色", max_length=20, choices=Part, default=Part.CHIEF)
    from_on = models.DateField("包联起")
    to_on = models.DateField("包联止", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_names_somebody",
                condition=Q(cadre__isnull=False) | ~Q(leader_name=""),
            ),
            models.CheckConstraint(
                name="assignment_ends_after_it_begins",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["enterprise", "cadre", "part"],
                name="assignment_open_once",
                condition=Q(to_on__isnull=True, cadre__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["enterprise", "leader_name"],
                name="assignment_leader_open_once",
                condition=Q(to_on__isnull=True, cadre__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["cadre", "from_on"], name="assignment_cadre")]

    def __str__(self) -> str:
        return f"{self.cadre or self.leader_name} → {self.enterprise}"

    @property
    def county_id(self) -> int:
        return self.enterprise.county_id
