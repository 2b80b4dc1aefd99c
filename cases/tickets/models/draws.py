"""Draws (抽查): of which tickets was drawn, by which seed, and who was drawn."""

from __future__ import annotations

from django.db import models

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cases.tickets.rules.closing.side_terms import CheckKind


class SampleDraw(models.Model):
    """One draw of a county; its seed is shown once every call that it asks for is made."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=12, choices=CheckKind)
    # Of which part of what ended, where that is drawn of with a share of its own.
    stratum = models.CharField("范围", max_length=40, blank=True, default="")
    percent = models.PositiveSmallIntegerField("比例")
    drawn_at = models.DateTimeField("抽取时间")
    # Read by whoever reads the database only with the site's key.
    seed = EncryptedTextField("种子")
    commitment = models.CharField("种子摘要", max_length=64)
    published_at = models.DateTimeField("公布时间", null=True)

    class Meta:
        ordering = ["-drawn_at", "-pk"]
        indexes = [
            models.Index(
                fields=["county"],
                name="draw_unpublished",
                condition=models.Q(published_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.drawn_at:%Y-%m-%d}"


class DrawnTicket(models.Model):
    """One ticket of which was drawn, in its round, under the number that it had then."""

    draw = models.ForeignKey(SampleDraw, models.CASCADE, related_name="frame")
    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="drawn", db_index=False)
    kind = models.CharField(max_length=12, choices=CheckKind)
    round = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40)
    is_drawn = models.BooleanField("抽中")

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "kind", "round"], name="drawn_of_once")
        ]

    def __str__(self) -> str:
        return self.number
