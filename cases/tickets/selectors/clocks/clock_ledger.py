"""The clock ledger as the rules read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cases.models import ClockEvent
from cases.tickets.rules.clocks.clocks import Tick


def of_tickets(pks: Iterable[int]) -> dict[int, list[Tick]]:
    """Return the ledgers of tickets found through visibility, each in the order of writing."""
    found: dict[int, list[Tick]] = defaultdict(list)
    for row in ClockEvent.objects.filter(ticket_id__in=list(pks)).order_by("pk"):
        found[row.ticket_id].append(as_tick(row))
    return found


def as_tick(row: ClockEvent) -> Tick:
    return Tick(
        kind=row.kind,
        verb=row.verb,
        at=row.at,
        since=row.since,
        key=row.key,
        subject=row.subject,
        amount=row.amount,
        measure=row.measure,
        basis=row.basis,
        calendar=row.calendar,
        stated_on=row.stated_on,
        unit_id=row.unit_id,
        share_id=row.share_id,
    )
