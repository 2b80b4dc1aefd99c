"""Whose the working days of tickets are, from their history and what they waited for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from cadres.deadlines.rules.limits import moment_of
from cadres.deadlines.selectors import calendar
from cadres.pages.models.prepared import IDS, MOMENT, Prepared
from cases.models import Application, TicketEvent
from cases.tickets.rules.clocks import time_spent
from cases.tickets.rules.clocks.time_spent import Spent, Stood, Wait


def of_many(tickets: Collection[tuple[int, int, date]], on: date) -> dict[int, Counter[Spent]]:
    """Return it up to the end of the day, of tickets found through visibility: key, county and day
    of filing of each; three questions for all."""
    keys = [key for key, _, _ in tickets]
    known = calendar.work_calendars({county for _, county, _ in tickets})
    stood, waits = _stood(keys, on), _waits(keys, on)
    return {
        key: time_spent.days(time_spent.spans(filed_on, stood[key], waits[key], on), known[county])
        for key, county, filed_on in tickets
    }


def _stood(keys: Collection[int], on: date) -> defaultdict[int, list[Stood]]:
    found: defaultdict[int, list[Stood]] = defaultdict(list)
    for row in _EVENTS(list(keys), moment_of(on)):
        found[row["ticket_id"]].append(Stood(row["at"], row["state"], row["action"]))
    return found


def _waits(keys: Collection[int], on: date) -> defaultdict[int, list[Wait]]:
    """From asking to the decision, as far as it was known at the end of the day."""
    end = moment_of(on)
    found: defaultdict[int, list[Wait]] = defaultdict(list)
    for row in _APPLICATIONS(list(keys), end):
        decided = row["decided_at"]
        known = decided if decided and decided <= end else None
        found[row["ticket_id"]].append((row["asked_at"], known))
    return found


def _events(keys: list[int], end: datetime) -> Any:
    rows = TicketEvent.objects.filter(ticket__any_of=keys, at__lte=end)
    return rows.order_by("ticket", "at", "pk").values("ticket_id", "at", "state", "action")


def _asked(keys: list[int], end: datetime) -> Any:
    rows = Application.objects.filter(ticket__any_of=keys, asked_at__lte=end)
    return rows.order_by("pk").values("ticket_id", "asked_at", "decided_at")


_EVENTS, _APPLICATIONS = Prepared(_events, IDS, MOMENT), Prepared(_asked, IDS, MOMENT)
