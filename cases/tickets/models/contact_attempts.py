"""Attempts to reach the enterprise (联系未果): when, by whom, by what means, what happened."""

from __future__ import annotations

from django.db import models

from cases.tickets.rules.closing.contact_attempts import ContactMeans


class ContactAttempt(models.Model):
    """Somebody tried to ask the enterprise about the result, and did not reach it.

    Its moment is the one of its recording: nobody dates an attempt back to another day.
    """

    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, related_name="contact_attempts")
    round = models.PositiveSmallIntegerField()
    means = models.CharField("联系方式", max_length=12, choices=ContactMeans)
    note = models.TextField("情况")
    made_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    made_at = models.DateTimeField("联系时间")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.get_means_display()}"
