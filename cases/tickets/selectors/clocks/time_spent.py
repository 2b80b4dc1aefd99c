"""Whose the working days of tickets are, from their history and what they waited for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date

from cadres.deadlines.rules.limits import moment_of
from cadres.deadlines.selectors import calendar
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
    rows = TicketEvent.objects.filter(ticket__in=keys, at__lte=moment_of(on))
    found: defaultdict[int, list[Stood]] = defaultdict(list)
    told = rows.order_by("ticket", "at", "pk").values_list("ticket_id", "at", "state", "action")
    for key, at, state, action in told:
        found[key].append(Stood(at, state, action))
    return found


def _waits(keys: Collection[int], on: date) -> defaultdict[int, list[Wait]]:
    """From asking to the decision, as far as it was known at the end of the day."""
    end = moment_of(on)
    rows = Application.objects.filter(ticket__in=keys, asked_at__lte=end).order_by("pk")
    found: defaultdict[int, list[Wait]] = defaultdict(list)
    for key, asked, decided in rows.values_list("ticket_id", "asked_at", "decided_at"):
        found[key].append((asked, decided if decided and decided <= end else None))
    return found
