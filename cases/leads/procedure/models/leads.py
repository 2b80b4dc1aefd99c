"""A lead (问题线索): its number, its dates and its code in plain columns, and nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cadres.models import TermColumns
from cases.leads.procedure.models.people import Member
from cases.leads.procedure.models.querysets import AccessQuerySet, LeadQuerySet
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.exclusions import Reason
from cases.leads.procedure.rules.procedure import Action, Outcome, Refusal, State
from cases.leads.procedure.rules.vocabulary import Body, Route, Side


class Lead(models.Model):
    """One lead from its draft to its archive. What it says lies locked in its folders."""

    county_id = models.BigIntegerField()
    route = models.CharField(max_length=10, choices=Route, default=Route.INSIDE)
    body = models.CharField(max_length=20, choices=Body, blank=True, default="")
    state = models.CharField(max_length=15, choices=State, default=State.DRAFT)
    number = models.CharField(max_length=60, blank=True, default="")
    is_urgent = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    drafted_by_id = models.BigIntegerField()
    proposed_by_id = models.BigIntegerField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    issued_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    rounds = models.PositiveSmallIntegerField(default=0)
    refusal = models.CharField(max_length=15, choices=Refusal, blank=True, default="")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")

    # Whether the reader who found it by `visible_to` holds it for hours only.
    is_lent = False

    objects = LeadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="lead_number_once", condition=~Q(number="")
            ),
            models.CheckConstraint(
                name="lead_refused_says_why", condition=~Q(state=State.REFUSED) | ~Q(refusal="")
            ),
            models.CheckConstraint(
                name="lead_outside_names_its_body", condition=Q(route=Route.INSIDE) | ~Q(body="")
            ),
            models.CheckConstraint(
                name="lead_signed_after_delivery",
                condition=Q(signed_at__isnull=True) | Q(delivered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["county_id", "state"], name="lead_county_state"),
            models.Index(fields=["county_id", "-opened_at"], name="lead_county_opened"),
        ]

    def __str__(self) -> str:
        return self.number or f"草稿 {self.pk}"


class Access(models.Model):
    """A reader named for a lead (授权阅知人), from–to: by this it exists for them at all."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="access")
    member = models.ForeignKey(Member, models.PROTECT, related_name="access")
    named_by_id = models.BigIntegerField(null=True)
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Lent for a while: an opening by two people.
    ends_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "member"],
                name="access_named_once",
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} → {self.member_id}"


class Exclusion(models.Model):
    """Who is kept out of a lead (回避), by a blind mark."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="exclusions")
    mark = models.CharField(max_length=64)
    reason = models.CharField(max_length=12, choices=Reason)
    made_by_id = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lead", "mark"], name="exclusion_once"),
        ]

    def __str__(self) -> str:
        return f"exclusion of {self.lead_id}"


class LeadStep(models.Model):
    """A step that was taken: which, when, by whom. What was said with it lies in a folder."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="steps")
    action = models.CharField(max_length=15, choices=Action)
    source_state = models.CharField(max_length=15, choices=State, blank=True)
    state = models.CharField(max_length=15, choices=State)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    # What the step says to whoever may know dates and code, and no more.
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    is_on_paper = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["lead", "at"], name="lead_step_lead_at")]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.action}"


class LeadClock(TermColumns):
    """One run of a clock; it is met, or counted anew with a line in `RoomRecount`, and no more."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="clocks")
    clock = models.CharField(max_length=10, choices=Clock)
    started_at = models.DateTimeField()
    due_on = models.DateField()
    # Only for limits in hours.
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Ended without having been met: the step made it pointless, or it was started anew.
    is_void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "clock"],
                name="lead_clock_runs_once",
                condition=Q(ended_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="lead_clock_due")]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.clock} {self.due_on}"
