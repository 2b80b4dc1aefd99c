"""What a row keeps of its term, so that its day can be explained, checked and recounted."""

from __future__ import annotations

from django.db import models

from cadres.deadlines.rules.limits import LimitUnit, words


class TermColumns(models.Model):
    """The limit as it stood when the term began, and the calendar it is counted on.

    Whatever takes these columns has `due_on` too. Without a unit the day was stated.
    """

    term_key = models.CharField("时限", max_length=30, blank=True, default="")
    term_subject = models.CharField(max_length=30, blank=True, default="")
    term_amount = models.PositiveSmallIntegerField(default=0)
    term_unit = models.CharField(max_length=15, choices=LimitUnit, blank=True, default="")
    basis = models.CharField("依据", max_length=200, blank=True, default="")
    calendar = models.PositiveIntegerField("日历版本", default=0)
    is_due_provisional = models.BooleanField("暂定", default=False)

    class Meta:
        abstract = True

    @property
    def basis_words(self) -> str:
        """The limit and its document; of a row from before these columns, what it says itself."""
        if not self.term_unit:
            return self.basis
        return f"{words(self.term_amount, self.term_unit)}（{self.basis}）"


class RecountColumns(models.Model):
    """One term that was counted anew (重算): by which calendar, from which day to which."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    label = models.CharField("时限", max_length=60)
    at = models.DateTimeField()
    calendar = models.PositiveIntegerField("日历版本")
    before_on = models.DateField("原定")
    after_on = models.DateField("重算后")
    was_provisional = models.BooleanField(default=False)
    is_provisional = models.BooleanField(default=False)

    class Meta:
        abstract = True


class TermRecount(RecountColumns):
    """A recount of a term of the site, and who asked for it; nobody for a correction."""

    actor = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="term_recount_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.before_on} → {self.after_on}"
