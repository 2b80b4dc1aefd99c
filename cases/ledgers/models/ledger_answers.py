"""What the office of a county said about its ledgers, once for all files to come."""

from __future__ import annotations

from django.db import models

from cases.ledgers.rules.ledger_answers import Asked


class LedgerWord(models.Model):
    """What a word means in a column of this county's ledgers."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    column = models.CharField("栏目", max_length=12, choices=Asked)
    # As `ledger_words.key_of` keeps it, without days and punctuation.
    word = models.CharField("写法", max_length=60)
    meaning = models.CharField("意思", max_length=20)
    said_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "column", "word"], name="ledger_word_means_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} = {self.meaning}"


class LedgerMatch(models.Model):
    """Which ticket a row tells that is written a little otherwise, or that it is another matter."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=64)
    # None: a person said that it is none of those it resembles.
    ticket = models.ForeignKey("cases.Ticket", models.CASCADE, null=True, related_name="+")
    said_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "key"], name="ledger_match_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.ticket_id or '另一件'}"
