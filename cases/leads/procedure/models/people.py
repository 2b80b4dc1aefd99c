"""Who sits in the room, and the keys they hold."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.leads.procedure.rules.vocabulary import Duty, RecoveryPurpose, Side


class Office(models.Model):
    """One side of a county's room; its recovery key is printed once, here is its public half.

    The 代字 are those of its own letters (移送函, 结果反馈函).
    """

    county_id = models.BigIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    # The organ that issues and receives, and the office inside it that does the work.
    name = models.CharField(max_length=80)
    desk = models.CharField(max_length=80, blank=True, default="")
    series = models.CharField(max_length=30)
    # Printed under its letters: who answers, and at which telephone.
    contact = models.CharField(max_length=80, blank=True, default="")
    recovery_public = models.BinaryField(max_length=32)
    recovery_signature = models.BinaryField(max_length=64)
    # The public half of the side's signing key, as two vouch for it beside the members' own pins:
    # the server's key (for what the worker seals), and the printed recovery key (for a restoring).
    root = models.BinaryField(max_length=32)
    root_digest = models.CharField(max_length=64)
    root_on_paper = models.CharField(max_length=64)
    # The other side's root, as its people read it out; signed by this side's own.
    other_root = models.BinaryField(max_length=32, null=True)
    other_signature = models.BinaryField(max_length=64, null=True)
    # Of the side that made the key of marks.
    marks_signature = models.BinaryField(max_length=64, null=True)
    made_by_id = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county_id", "side"], name="office_once_per_side"),
            models.UniqueConstraint(fields=["series"], name="office_series_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A person's seat in the room, named by a recorded action, from–to.

    No foreign keys lead out of the room: who it is, is an id of the site's own database.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="members")
    cadre_id = models.BigIntegerField()
    duty = models.CharField(max_length=10, choices=Duty)
    is_custodian = models.BooleanField(default=False)
    named_by_id = models.BigIntegerField()
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cadre_id"], name="member_sits_once", condition=Q(ended_at__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["office", "duty"], name="member_office_duty")]

    def __str__(self) -> str:
        return f"{self.get_duty_display()} {self.cadre_id}"


class KeyPair(models.Model):
    """A member's key (钥匙): private halves only sealed, under the passphrase and for recovery."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="key_pairs")
    public = models.BinaryField(max_length=32)
    wrapped = models.BinaryField()
    salt = models.BinaryField(max_length=16)
    passes = models.PositiveIntegerField()
    memory = models.PositiveBigIntegerField()
    # Sealed to the office's recovery key, which exists only on paper.
    recovery = models.BinaryField()
    # Signed with the side's root by a second person who compared the fingerprint; empty until then,
    # and nothing is sealed to it.
    signature = models.BinaryField(max_length=64, default=b"")
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    # How often in a row the passphrase was wrong, and until when no further try is taken.
    wrong = models.PositiveSmallIntegerField(default=0)
    shut_until = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], name="key_pair_one_in_use", condition=Q(retired_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"key of {self.member_id}"


class PaperCode(models.Model):
    """A code on paper, used once: to found a side, or (with a member) to make a seat's key.

    Only a slow and keyed digest of it is kept, bound to what it is for.
    """

    county_id = models.BigIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="codes")
    salt = models.BinaryField(max_length=16)
    passes = models.PositiveIntegerField()
    memory = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    # Used, renewed, or typed wrong too often.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], name="paper_code_of_member", condition=Q(ended_at__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["county_id", "side"],
                name="paper_code_of_side",
                condition=Q(ended_at__isnull=True, member__isnull=True),
            ),
            models.CheckConstraint(name="paper_code_ends", condition=Q(ends_at__gt=F("made_at"))),
        ]

    def __str__(self) -> str:
        return f"paper code {self.pk}"


class Opening(models.Model):
    """A key opened for one session in one browser: the private key under a secret in its cookie.

    Marks, and not values: neither the session's key nor the browser's name stands here.
    """

    key_pair = models.ForeignKey(KeyPair, models.CASCADE, related_name="openings")
    secret_digest = models.CharField(max_length=64, unique=True)
    session_mark = models.CharField(max_length=64)
    agent_mark = models.CharField(max_length=64)
    locked = models.BinaryField()
    opened_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="opening_ends", condition=Q(ends_at__gt=F("opened_at"))),
        ]

    def __str__(self) -> str:
        return f"opening of {self.key_pair_id}"


class Permission(models.Model):
    """The head's recorded permission to use the recovery key once (恢复许可), for one seat."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="permissions")
    purpose = models.CharField(max_length=12, choices=RecoveryPurpose)
    given_by_id = models.BigIntegerField()
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "purpose"],
                name="permission_open_once",
                condition=Q(used_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.member_id}"


class Relative(models.Model):
    """A declared relative (近亲属) of a member: a blind mark, and the words sealed to itself."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="relatives")
    mark = models.CharField(max_length=64)
    # Of the name alone: a lead that names somebody without a unit may mean this one.
    name_mark = models.CharField(max_length=64)
    sealed = models.BinaryField()
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "mark"], name="relative_declared_once"),
        ]

    def __str__(self) -> str:
        return f"relative of {self.member_id}"
