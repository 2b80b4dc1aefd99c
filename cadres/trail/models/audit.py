"""The trail: what was done, by whom, when; written once, never changed, sealed in batches.

The bases are shared with trails that upper apps keep apart, in databases of their own.
"""

from __future__ import annotations

from django.db import models
from django.db.models.expressions import RawSQL


class TrailEntry(models.Model):
    """One action. A trigger refuses UPDATE, DELETE and TRUNCATE."""

    at = models.DateTimeField()
    # Plain ids and names, no foreign keys: the trail outlives what it speaks of.
    actor_id = models.BigIntegerField(null=True)
    # Room for two names: who did it, and for whom (李娟 代 王强).
    actor_name = models.CharField(max_length=90)
    unit_name = models.CharField(max_length=80, default="")
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    object_label = models.CharField(max_length=120, default="")
    county_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)
    # The writing transaction: a seal stops below the oldest one that is still running.
    xid = models.BigIntegerField(
        db_default=RawSQL("pg_current_xact_id()::text::bigint", []), editable=False
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.actor_name} {self.verb} {self.object_label}"


class TrailSeal(models.Model):
    """A link of the chain: one digest of a span of transactions and of the link before."""

    sealed_at = models.DateTimeField()
    since_xid = models.BigIntegerField()
    until_xid = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.since_xid}–{self.until_xid} {self.digest[:12]}"


class AuditEntry(TrailEntry):
    """One action on the site."""

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="audit_at"),
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
            models.Index(fields=["xid"], name="audit_xid"),
        ]


class AuditSeal(TrailSeal):
    """A link of the site's chain."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["since_xid"], name="seal_follows_one_seal"),
        ]
