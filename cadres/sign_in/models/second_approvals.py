"""What no administrator does alone (双人办理)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cadres.people.models.people import Cadre, Unit
from cadres.sign_in.rules.second_approvals import Kind, State
from cadres.viewers.rules.roles import Role


class SecondApproval(models.Model):
    """One administrator asks, another agrees (双人办理): a code, or a posting, of `cadre`."""

    kind = models.CharField(max_length=10, choices=Kind)
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=Role, default="", blank=True)
    title = models.CharField(max_length=60, default="", blank=True)
    from_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(Cadre, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Cadre, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # Of a code each of the two prints one half; neither ever has both.
    second_digest = models.CharField(max_length=128, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="second_approval_is_by_another",
                condition=Q(decided_by__isnull=True)
                | Q(state=State.WITHDRAWN)
                | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("cadre"))),
            ),
            models.CheckConstraint(
                name="second_approval_of_a_posting_names_it",
                condition=~Q(kind=Kind.POSTING)
                | (Q(unit__isnull=False, from_on__isnull=False) & ~Q(role="")),
            ),
            models.UniqueConstraint(
                fields=["cadre"],
                name="second_approval_of_a_code_once",
                condition=Q(kind=Kind.CODE, state__in=[State.WAITING, State.APPROVED]),
            ),
        ]
        indexes = [models.Index(fields=["-asked_at"], name="second_approval_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.cadre}"
