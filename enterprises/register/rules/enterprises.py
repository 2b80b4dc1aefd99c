"""How large an enterprise is, and which tags it bears."""

from __future__ import annotations

import re

from django.db.models import TextChoices


class Size(TextChoices):
    ABOVE_SCALE = "above_scale", "规上"
    BELOW_SCALE = "below_scale", "规下"
    SMALL = "small", "小微"
    SOLE = "sole", "个体"
    UNKNOWN = "unknown", "未填"


# Tags (高新技术企业、专精特新): none at all is unknown; that it bears none is said by this one.
NO_TAGS = "无"
LONGEST_TAG, MOST_TAGS = 40, 20
BETWEEN = re.compile(r"[、,，;；\s]+")


def tags(text: str) -> list[str]:
    """Return the tags that somebody typed, each once; beside others "none" says nothing."""
    found = list(dict.fromkeys(one for one in BETWEEN.split(text) if one))
    return [one for one in found if one != NO_TAGS] or found
