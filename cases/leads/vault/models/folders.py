"""What lies locked: folders with a key each, the wraps of those keys, and the pieces inside."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.models.people import KeyPair, Office
from cases.leads.procedure.models.querysets import WrapQuerySet
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind

OWNERS = ("lead", "candidate", "asking", "quarterly", "office", "paper")


def _of_one_thing() -> Q:
    """A folder belongs to exactly one of its possible owners."""
    either = Q()
    for owner in OWNERS:
        either |= Q(**{f"{other}__isnull": other != owner for other in OWNERS})
    return either


class Folder(models.Model):
    """A folder (卷): its key is nowhere but in its wraps."""

    lead = models.ForeignKey(Lead, models.PROTECT, null=True, related_name="folders")
    candidate = models.ForeignKey(
        "leads.Candidate", models.PROTECT, null=True, related_name="folders"
    )
    asking = models.ForeignKey("leads.Asking", models.PROTECT, null=True, related_name="folders")
    quarterly = models.ForeignKey(
        "leads.QuarterlyList", models.PROTECT, null=True, related_name="folders"
    )
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="folders")
    paper = models.ForeignKey(
        "leads.DroppedPaper", models.PROTECT, null=True, related_name="folders"
    )
    kind = models.CharField(max_length=12, choices=FolderKind)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="folder_of_one_thing", condition=_of_one_thing()),
            models.UniqueConstraint(
                fields=["lead", "kind"],
                name="folder_once_per_lead",
                condition=~Q(kind=FolderKind.SUPPLEMENT),
            ),
            models.UniqueConstraint(fields=["office", "kind"], name="folder_once_per_office"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Wrap(models.Model):
    """A folder's key sealed to one reader's public key; deleted when they may read no longer."""

    folder = models.ForeignKey(Folder, models.PROTECT, related_name="wraps")
    key_pair = models.ForeignKey(KeyPair, models.PROTECT, related_name="wraps")
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    # Lent for a while: an answered request for the reporter's name, an opening by two people.
    ends_at = models.DateTimeField(null=True)

    objects = WrapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["folder", "key_pair"], name="wrap_once"),
        ]

    def __str__(self) -> str:
        return f"{self.folder_id} → {self.key_pair_id}"


class Piece(models.Model):
    """One locked thing in a folder. Never changed: a new version is a new piece."""

    folder = models.ForeignKey(Folder, models.PROTECT, related_name="pieces")
    kind = models.CharField(max_length=12, choices=PieceKind)
    locked = models.BinaryField()
    # Bound into the lock together with the folder: pieces cannot be exchanged.
    place = models.CharField(max_length=64, unique=True)
    # A digest that only readers can make; signatures stand on it.
    digest = models.CharField(max_length=64)
    # The name of the locked file in the room's store, random.
    file = models.CharField(max_length=64, blank=True, default="")
    step = models.ForeignKey("leads.LeadStep", models.PROTECT, null=True, related_name="pieces")
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["folder", "kind"], name="piece_folder_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
