"""What a 通报 gathers, and what a 约谈 was arranged as and brought."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CircularItem(models.Model):
    """One matter that a 通报 names, or one unit that a 表扬通报 praises (without a ticket)."""

    letter = models.ForeignKey("cases.Letter", models.CASCADE, related_name="items")
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, related_name="+")
    ticket = models.ForeignKey(
        "cases.Ticket", models.PROTECT, null=True, related_name="circular_items"
    )
    # The rung of the ladder that is issued with the letter; none where the office added it.
    step = models.ForeignKey(
        "cases.LadderStep", models.PROTECT, null=True, related_name="circular_items"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "ticket"],
                name="circular_names_a_ticket_once",
                condition=Q(ticket__isnull=False),
            ),
            models.CheckConstraint(
                name="circular_step_has_its_ticket",
                condition=Q(step__isnull=True) | Q(ticket__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.ticket_id or self.unit_id}"


class Talk(models.Model):
    """A 约谈: arranged in its 通知书, and afterwards recorded once."""

    letter = models.OneToOneField("cases.Letter", models.PROTECT, related_name="talk")
    planned_at = models.DateTimeField("约谈时间")
    place = models.CharField("约谈地点", max_length=80)
    host = models.CharField("主持人", max_length=80)
    invited = models.CharField("被约谈人", max_length=80)
    arranged_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField()

    held_at = models.DateTimeField("实际时间", null=True)
    attended = models.CharField("参加人员", max_length=300, blank=True, default="")
    said = models.TextField("约谈内容", blank=True, default="")
    answered = models.TextField("单位说明", blank=True, default="")
    measures = models.TextField("整改要求", blank=True, default="")
    measures_until = models.DateField("整改期限", null=True)
    recorded_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="talk_arranged_is_whole",
                condition=~(Q(place="") | Q(host="") | Q(invited="")),
            ),
            models.CheckConstraint(
                name="talk_recorded_is_whole",
                condition=Q(held_at__isnull=True, recorded_at__isnull=True)
                | Q(
                    held_at__isnull=False,
                    recorded_at__isnull=False,
                    recorded_by__isnull=False,
                    measures_until__isnull=False,
                )
                & ~(Q(attended="") | Q(said="") | Q(measures="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.planned_at:%Y-%m-%d}"
