"""What is counted of findings by indicator."""

from __future__ import annotations

from django.db.models import TextChoices


class Show(TextChoices):
    """What a number counts, and the list that it opens; withdrawn ones count nowhere.

    In time is what was taken for answered with no evidence handed in after its day: how long the
    office read is not the unit's.
    """

    FOUND = "found", "问题"
    ANSWERED = "answered", "有佐证"
    DONE = "done", "已采信"
    IN_TIME = "in_time", "按时完成"
    LATE = "late", "超期未采信"
