"""Signatures, numbers, and the sealed stub: what of a lead's papers is no secret in the room."""

from __future__ import annotations

from django.db import models

from cadres.models import TermColumns
from cases.leads.handling.rules.signing import SignaturePart
from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.rules.vocabulary import Side


class Signature(models.Model):
    """A signature (签名): who, when, under which digest. It dies when what it stands on changes."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="signatures")
    part = models.CharField(max_length=10, choices=SignaturePart)
    cadre_id = models.BigIntegerField()
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.lead_id}"


class Stub(TermColumns):
    """密封转送: a report that belongs to a higher body goes on unopened.

    Number, day and the hand-over signatures; no subject, no content, no person.
    """

    county_id = models.BigIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    number = models.CharField(max_length=60, unique=True)
    received_on = models.DateField()
    handed_on = models.DateField(null=True)
    made_by_id = models.BigIntegerField()
    handed_by_id = models.BigIntegerField(null=True)
    is_received = models.BooleanField(default=False)
    due_on = models.DateField()

    def __str__(self) -> str:
        return self.number


class RoomSeries(models.Model):
    """The last number given in a series (代字) and year; locked while one is given."""

    series = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="room_series_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}"
