"""Accounts that are shut after repeated failures, and until when."""

from __future__ import annotations

from datetime import datetime

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings


def ends_at(account: str, at: datetime) -> datetime | None:
    """Return when the account opens again, or None where it is open."""
    cool_off = get_cool_off()
    if cool_off is None:
        return None
    since = at - cool_off
    last = (
        AccessAttempt.objects.filter(username=account, attempt_time__gt=since)
        .filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
        .order_by("-attempt_time")
        .first()
    )
    return last.attempt_time + cool_off if last else None
