"""The code in a public place: of the county, or of a window or section of a unit."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from enterprises.register.rules.place_codes import LONGEST_PLACE, LONGEST_REASON


class PlaceCode(models.Model):
    """A printed code that says where it hangs; like the one at a gate it gives no right."""

    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    # Whose window or section it is; none where it is the county's own.
    unit = models.ForeignKey("cadres.Unit", models.PROTECT, null=True, related_name="+")
    place = models.CharField("张贴位置", max_length=LONGEST_PLACE)
    token = models.CharField("二维码编号", max_length=20, unique=True)
    issued_at = models.DateTimeField("启用时间")
    issued_by = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField("停用时间", null=True)
    revoked_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    reason = models.CharField("停用原因", max_length=LONGEST_REASON, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "place"],
                name="place_code_of_unit_once",
                condition=Q(revoked_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["county", "place"],
                name="place_code_of_county_once",
                condition=Q(revoked_at__isnull=True, unit__isnull=True),
            ),
            models.CheckConstraint(name="place_code_names_its_place", condition=~Q(place="")),
            models.CheckConstraint(
                name="place_code_ends_after_it_begins",
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("issued_at")),
            ),
            models.CheckConstraint(
                name="place_code_ended_has_reason",
                condition=Q(revoked_at__isnull=True) | ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["county", "unit"], name="place_code_county_unit")]

    def __str__(self) -> str:
        return f"{self.unit.name} {self.place}" if self.unit else self.place
