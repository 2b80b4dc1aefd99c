"""The code at the gate (企业二维码), and what a county's campaign office tells in public."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class EnterpriseCode(models.Model):
    """A printed code: it says which enterprise, and gives no right to anything.

    Everybody who passes the gate can read it, so the token is no secret and is kept as it is:
    the sign can be printed again without hanging up a new one.
    """

    enterprise = models.ForeignKey("enterprises.Enterprise", models.CASCADE, related_name="codes")
    token = models.CharField("二维码编号", max_length=20, unique=True)
    issued_at = models.DateTimeField("启用时间")
    issued_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)
    revoked_by = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, related_name="+")
    reason = models.CharField("停用原因", max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                name="enterprise_code_current_once",
                condition=Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="enterprise_code_ends_after_it_begins",
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("issued_at")),
            ),
            models.CheckConstraint(
                name="enterprise_code_ended_has_reason",
                condition=Q(revoked_at__isnull=True) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.enterprise)

    @property
    def county_id(self) -> int:
        return self.enterprise.county_id


class OfficeLine(models.Model):
    """The campaign office as it signs and is called: its full name and its office phone.

    And how many matters a day it takes from one enterprise's code; anybody may scan it, so there
    is an end to what one joker can file.
    """

    county = models.OneToOneField("cadres.Region", models.PROTECT, related_name="+")
    name = models.CharField("机关全称", max_length=100)
    phone = models.CharField("办公电话", max_length=20, blank=True, default="")
    reports_a_day = models.PositiveSmallIntegerField("每家企业每天扫码反映", default=5)
    basis = models.CharField("依据", max_length=200, default="县助企办设定")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="office_line_takes_something", condition=Q(reports_a_day__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name
