"""How large an enterprise is."""

from __future__ import annotations

from django.db.models import TextChoices


class Size(TextChoices):
    ABOVE_SCALE = "above_scale", "规上"
    BELOW_SCALE = "below_scale", "规下"
    SMALL = "small", "小微"
    SOLE = "sole", "个体"
    UNKNOWN = "unknown", "未填"
