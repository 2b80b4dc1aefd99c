"""What two administrators do together (双人办理): kinds, states, and for how long one waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import TextChoices

# Long enough for a second administrator on leave over a week; a forgotten one must not lie open.
OPEN_FOR = timedelta(days=14)
ASKED, DECIDED = "second_asked", "second_decided"


class Kind(TextChoices):
    CODE = "code", "重置口令"
    POSTING = "posting", "设置任职"


class State(TextChoices):
    WAITING = "waiting", "等另一名管理员确认"
    APPROVED = "approved", "已确认"
    REFUSED = "refused", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"
    DONE = "done", "已办理"


def is_over(asked_at: datetime, at: datetime) -> bool:
    """Nothing happens any more to what was asked so long ago."""
    return at - asked_at > OPEN_FOR
