"""Who stands in for whom (代理): one deciding post, lent from a day to a day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cadres.people.models.querysets import DelegationQuerySet


class Delegation(models.Model):
    """The principal's post, lent to a deputy; both days count, and either may end it before."""

    principal = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="lent")
    posting = models.ForeignKey("cadres.Posting", models.PROTECT, related_name="delegations")
    deputy = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="borrowed")
    from_on = models.DateField("代理起")
    to_on = models.DateField("代理止")
    reason = models.CharField("原因", max_length=200)
    made_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_begins", condition=Q(to_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="delegation_to_somebody_else", condition=~Q(principal=F("deputy"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} 代 {self.principal}（{self.posting.get_role_display()}）"
