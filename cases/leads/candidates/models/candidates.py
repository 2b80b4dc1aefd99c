"""What the rules propose (规则提示), and the rules themselves as rows."""

from __future__ import annotations

from django.db import models

from cases.leads.candidates.rules.candidates import CandidateState, Fires
from cases.leads.procedure.rules.vocabulary import Field


class Candidate(models.Model):
    """规则提示: a rule fired on what the site knows; which and why is locked.

    `mark` is blind, under a key that the worker alone has: the same matter is not proposed twice,
    and nobody can tell which one it is. What it became stands in the lead's own folder.
    """

    county_id = models.BigIntegerField()
    mark = models.CharField(max_length=64, unique=True)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=CandidateState, default=CandidateState.OPEN)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["county_id", "state"], name="candidate_county_state")]

    def __str__(self) -> str:
        return f"规则提示 {self.pk}"


class CandidateRule(models.Model):
    """A rule as data: what fires it, from how many, at which words, on whose basis."""

    # None holds for every county; a county's own row takes its place.
    county_id = models.BigIntegerField(null=True)
    fires = models.CharField(max_length=12, choices=Fires)
    at_least = models.PositiveSmallIntegerField(default=1)
    # One a line.
    words = models.TextField(blank=True, default="")
    field = models.CharField(max_length=12, choices=Field, default=Field.CONDUCT)
    is_on = models.BooleanField(default=True)
    basis = models.CharField(max_length=200)
    set_by_id = models.BigIntegerField(null=True)
    set_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county_id", "fires"],
                name="candidate_rule_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.get_fires_display()
