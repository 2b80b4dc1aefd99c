"""What is to be looked at before a closing is approved, and what it is found by."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from cases.early_warning.rules.vocabulary import FlagKind


class AnswerFlag(models.Model):
    """One thing that was noticed about the answer of one round; at most one of each kind."""

    ticket = models.ForeignKey(
        "cases.Ticket", models.CASCADE, related_name="answer_flags", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    kind = models.CharField("提示", max_length=10, choices=FlagKind)
    # How many characters, requests, or per cent: `rules.flag_words` says it in a sentence.
    amount = models.PositiveSmallIntegerField(default=0)
    # Words of the ticket's own: the requests that are left out, the name of the file.
    words = models.TextField(blank=True, default="")
    # The ticket whose answer or file was used again.
    other = models.ForeignKey("cases.Ticket", models.CASCADE, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "round", "kind"], name="answer_flag_once")
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.get_kind_display()}"


class AnswerSketch(models.Model):
    """An answer that was looked at: its digest and sketch (`rules.copied_answers`)."""

    ticket = models.ForeignKey(
        "cases.Ticket", models.CASCADE, related_name="answer_sketches", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    sums = ArrayField(models.IntegerField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "round"], name="answer_sketch_once")
        ]
        indexes = [GinIndex(fields=["sums"], name="answer_sketch_sums")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.round}"


class PictureHash(models.Model):
    """The 64 bits of a photo (`rules.picture_hashes`); none where the picture cannot be opened."""

    attachment = models.OneToOneField("cases.Attachment", models.CASCADE, related_name="+")
    bits = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return str(self.attachment_id)


class RequestAnswer(models.Model):
    """Where one numbered request is answered, as the handler says before handing in the result."""

    ticket = models.ForeignKey(
        "cases.Ticket", models.CASCADE, related_name="request_answers", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    # As it stood when it was answered: a corrected text is asked for anew.
    request = models.CharField(max_length=200)
    where = models.CharField("在哪里答复", max_length=200)
    filed_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "round", "place"], name="request_answered_once"
            ),
            models.CheckConstraint(name="request_answer_says_where", condition=~models.Q(where="")),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.place}"
