"""What a county sets of a source of its matters, and its own sources."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.tickets.rules.sources import sources as rules
from cases.tickets.rules.sources.sources import Filers, NumberRule
from cases.tickets.rules.vocabulary import HandlingClass


class TicketSource(models.Model):
    """问题来源 of a county; without a row a usual one stands as every county begins."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    code = models.CharField("代码", max_length=rules.LONGEST_CODE)
    # Of a county's own alone: the usual ones are called alike everywhere.
    name = models.CharField("来源名称", max_length=rules.LONGEST_NAME, blank=True, default="")
    filers = models.CharField("由谁登记", max_length=12, choices=Filers)
    is_for_people = models.BooleanField("群众诉求也用")
    number = models.CharField("来源编号", max_length=5, choices=NumberRule)
    shape = models.CharField("编号样子", max_length=rules.LONGEST_SHAPE, blank=True, default="")
    handling_class = models.CharField(
        "按哪类时限承诺", max_length=10, choices=HandlingClass, blank=True, default=""
    )
    is_open = models.BooleanField("在用")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["county", "code"], name="ticket_source_once"),
            models.UniqueConstraint(
                fields=["county", "name"], name="ticket_source_name_once", condition=~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code
