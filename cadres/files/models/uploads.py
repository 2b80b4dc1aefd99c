"""Files that were sent for an action: in pieces, whole and checked, then taken or forgotten."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from cadres.files.rules.uploads import NAME_LENGTH, PLACE_LENGTH


class Upload(models.Model):
    """A file sent for a form; when an action takes it, this row goes and the file stays."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    cadre = models.ForeignKey("cadres.Cadre", models.CASCADE, null=True, related_name="+")
    # Where nobody is signed in: the digest of the link's token.
    link = models.CharField(max_length=64, blank=True, default="")
    place = models.CharField(max_length=PLACE_LENGTH)
    name = models.CharField("文件名", max_length=NAME_LENGTH)
    # As announced: by these it is known again when it is sent once more after a lost line.
    sent_size = models.PositiveIntegerField()
    sent_check = models.BigIntegerField()
    started_at = models.DateTimeField()
    # As kept, once it is whole: a picture was drawn anew.
    finished_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="uploads/%Y/%m/", blank=True, default="")
    thumbnail = models.FileField(upload_to="uploads/%Y/%m/", blank=True, default="")
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["started_at", "id"]
        indexes = [
            models.Index(fields=["link", "place"], name="upload_of_link"),
            models.Index(fields=["started_at"], name="upload_started"),
        ]
        constraints = [
            models.CheckConstraint(
                name="upload_has_one_sender",
                condition=Q(cadre__isnull=True) ^ Q(link=""),
            ),
            models.CheckConstraint(
                name="upload_finished_has_file",
                condition=Q(finished_at__isnull=True, file="")
                | (Q(finished_at__isnull=False) & ~Q(file="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UploadPiece(models.Model):
    """One piece of a file that is not whole yet."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces")
    index = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "index"], name="upload_piece_once"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.index}"
