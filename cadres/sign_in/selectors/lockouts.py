"""Accounts that take no try after repeated failures, and until when."""

from __future__ import annotations

from datetime import datetime

from cadres.models import Cadre, SignInCount


def ends_at(cadre: Cadre, at: datetime) -> datetime | None:
    """Return when the account or its last shut device takes tries again; None where all do."""
    shut = SignInCount.objects.filter(cadre=cadre, shut_until__gt=at)
    return max((row.shut_until for row in shut if row.shut_until), default=None)
