"""What is asked for inside the room with a reason (申请查阅), and what becomes of it."""

from __future__ import annotations

from django.db.models import TextChoices


class AskingPurpose(TextChoices):
    REPORTER = "reporter", "查阅反映人"
    BREAK_GLASS = "break_glass", "两人紧急查阅"


class AskingState(TextChoices):
    WAITING = "waiting", "待答复"
    GRANTED = "granted", "同意"
    REFUSED = "refused", "不同意"
