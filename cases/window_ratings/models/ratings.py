"""Ratings of windows, and the files in which the province's come."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.models import Written
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.ratings import FileStage, Level, Source
from cases.window_ratings.rules.tags import Tag


class RatingFile(models.Model):
    """A file of the province's system: looked through, then taken in; its content goes then."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    file_name = models.CharField("文件", max_length=200)
    file_digest = models.CharField(max_length=64)
    stage = models.CharField("阶段", max_length=8, choices=FileStage, default=FileStage.CHECKED)
    # The file itself, as base64: it holds names and numbers of raters.
    content = EncryptedTextField(blank=True, default="")
    # How many rows became what, and why the others were not taken; no cell of a rater in it.
    account = models.JSONField(default=dict)
    # What is asked about rows and sheets that nobody sees, and what a person said of each.
    unseen = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["county", "-id"], name="rating_file_of_county")]
        constraints = [
            models.CheckConstraint(
                name="rating_file_done_keeps_nothing",
                condition=Q(stage="checked") | Q(done_at__isnull=False, content=""),
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def unsaid(self) -> bool:
        """Is anything asked about it that nobody has answered?"""
        return not self.unseen.keys() <= self.choices.keys()


class WindowRating(Written):
    """What one person said of one service at a window; who they are is encrypted."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    source = models.CharField("来源", max_length=10, choices=Source)
    number = models.CharField("评价编号", max_length=rules.NUMBER)
    unit = models.ForeignKey(
        "cadres.Unit", models.PROTECT, related_name="window_ratings", db_index=False
    )
    window = models.CharField("窗口或科室", max_length=rules.WINDOW, blank=True, default="")
    matter = models.CharField("事项", max_length=rules.MATTER, blank=True, default="")
    channel = models.CharField("评价渠道", max_length=20, blank=True, default="")
    level = models.CharField("评价", max_length=10, choices=Level)
    served_on = models.DateField("服务日期")
    rated_on = models.DateField("评价日期", null=True)
    words = models.TextField("评价内容", blank=True, default="")
    tags = ArrayField(models.CharField(max_length=10, choices=Tag), default=list)
    rater_name = EncryptedTextField("评价人", blank=True, default="")
    rater_phone = EncryptedTextField("联系电话", blank=True, default="")
    file = models.ForeignKey(RatingFile, models.PROTECT, null=True, related_name="ratings")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "source", "number"], name="rating_number_once"
            ),
            models.CheckConstraint(
                name="rating_rated_has_day",
                condition=Q(level="unrated", rated_on__isnull=True)
                | ~Q(level="unrated") & Q(rated_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "-served_on"], name="rating_of_county"),
            models.Index(fields=["unit", "-served_on"], name="rating_of_unit"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_bad(self) -> bool:
        return self.level in rules.BAD
