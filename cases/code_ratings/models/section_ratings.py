"""A rating by the code of a window or section (码上评议), and the link that follows it."""

from __future__ import annotations

from django.db import models


class SectionRating(models.Model):
    """How a rating came in. Nothing of the phone is kept; of its link only the token's digest."""

    rating = models.OneToOneField(
        "cases.WindowRating", models.PROTECT, related_name="section_rating"
    )
    place_code = models.ForeignKey("enterprises.PlaceCode", models.PROTECT, related_name="+")
    # The signed form, which brings one rating.
    form_mark = models.CharField(max_length=64, unique=True)
    follow_digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.rating_id} {self.place_code_id}"
