"""Until when something in the room holds that is counted in hours from now."""

from __future__ import annotations

from datetime import datetime, timedelta

from cadres.deadlines.rules.limits import LimitKey
from cadres.deadlines.selectors import limits
from cases.leads.vault.rules.reader import Reader


def ends_at(key: LimitKey, *, seen_by: Reader) -> datetime:
    limit = limits.find(key, "", seen_by.today, seen_by.county_id)
    return seen_by.at + timedelta(hours=limit.amount)
