"""How a bureau heads the letters it writes to those of other counties, and who else reads one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class BureauStyle(models.Model):
    """A bureau's own name and 代字; without a row it writes to no other county."""

    unit = models.OneToOneField("cadres.Unit", models.PROTECT, related_name="letter_style")
    issuer = models.CharField("发文机关", max_length=80)
    prefix = models.CharField("代字", max_length=20, unique=True)
    contact = models.CharField("联系人", max_length=80, blank=True, default="")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bureau_style_is_whole", condition=~(Q(issuer="") | Q(prefix=""))
            )
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.prefix}"


class LetterReader(models.Model):
    """Somebody outside the two bureaus who was named to read one letter of theirs."""

    letter = models.ForeignKey("cases.Letter", models.PROTECT, related_name="readers")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    named_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+", db_index=False)
    named_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "cadre"], name="letter_reader_once")
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.cadre_id}"
