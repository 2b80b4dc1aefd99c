"""Cards shown to units (亮牌) with a sealed bulletin, and what the units answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.bulletins.models.bulletins import Bulletin
from cases.bulletins.rules.cards import Colour


class UnitCard(models.Model):
    """A card as it follows from the sealed figures; an erratum by which it does not lifts it."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="cards")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    colour = models.CharField("颜色", max_length=6, choices=Colour)
    overdue = models.PositiveIntegerField("在办已超期")
    shown_at = models.DateTimeField("亮牌时间")
    lifted_by = models.ForeignKey(
        Bulletin, models.PROTECT, null=True, related_name="+", db_index=False
    )
    lifted_at = models.DateTimeField("撤牌时间", null=True)

    class Meta:
        ordering = ["colour", "-overdue", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "unit"], name="unit_card_once"),
            models.CheckConstraint(
                name="unit_card_lifted_is_whole",
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_colour_display()} {self.unit_id}"


class CardAnswer(models.Model):
    """What a unit says to its card: why, and what it does about it; never changed."""

    card = models.ForeignKey(UnitCard, models.PROTECT, related_name="answers")
    text = models.TextField("原因和整改措施")
    answered_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField("回应时间")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.card_id} {self.answered_at:%F}"
