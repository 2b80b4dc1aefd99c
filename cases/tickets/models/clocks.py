"""The ledger of clock events (时钟台账): written once; a ticket's dates follow from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.deadlines.rules.limits import LimitUnit
from cases.tickets.models.presses import StandingManager
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb


class ClockEvent(models.Model):
    """A clock was started, paused, resumed, extended, recounted or ended."""

    ticket = models.ForeignKey(
        "cases.Ticket", models.CASCADE, related_name="clock_events", db_index=False
    )
    kind = models.CharField("时钟", max_length=10, choices=ClockKind)
    verb = models.CharField("事项", max_length=12, choices=ClockVerb)
    at = models.DateTimeField()
    # Whose clock it is; a share has one of its own beside the leading unit's.
    unit = models.ForeignKey(
        "cadres.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    share = models.ForeignKey("cases.Share", models.CASCADE, null=True, related_name="clock_events")
    # From when the term runs: the day of filing may lie before the moment of writing.
    since = models.DateTimeField(null=True)
    key = models.CharField("时限", max_length=30, blank=True, default="")
    subject = models.CharField(max_length=30, blank=True, default="")
    amount = models.PositiveSmallIntegerField(default=0)
    # Blank where a ledger stated the day.
    measure = models.CharField(max_length=15, choices=LimitUnit, blank=True, default="")
    basis = models.CharField("依据", max_length=200, blank=True, default="")
    calendar = models.PositiveIntegerField("日历版本", default=0)
    stated_on = models.DateField(null=True)
    # What it came to at the time, for whoever reads the ledger.
    due_on = models.DateField(null=True)
    actor = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    note = models.CharField(max_length=300, blank=True, default="")
    # The action that wrote it was undone within ten seconds: it counts for nothing.
    taken_back_at = models.DateTimeField(null=True)

    objects = StandingManager["ClockEvent"]()
    whole = models.Manager["ClockEvent"]()

    class Meta:
        indexes = [models.Index(fields=["ticket", "id"], name="clock_ticket")]
        constraints = [
            models.CheckConstraint(
                name="clock_start_has_term",
                condition=~Q(verb="started")
                | (Q(since__isnull=False) & (~Q(measure="") | Q(stated_on__isnull=False))),
            ),
            models.CheckConstraint(
                name="clock_extension_has_length",
                condition=~Q(verb="extended") | (Q(amount__gt=0) & ~Q(measure="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind} {self.verb}"
