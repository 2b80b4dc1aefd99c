"""In which part somebody covers an enterprise (包联)."""

from __future__ import annotations

from django.db.models import TextChoices


class Part(TextChoices):
    CHIEF = "chief", "首席服务员"
    COUNTY_LEADER = "county_leader", "包联县领导"
    LIAISON = "liaison", "联络员"
