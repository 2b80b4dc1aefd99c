"""The clock ledger as the rules read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cadres.pages.models.prepared import IDS, Prepared
from cases.models import ClockEvent
from cases.tickets.rules.clocks.clocks import Tick

COLUMNS = (
    *("kind", "verb", "at", "since", "key", "subject", "amount", "measure", "basis", "calendar"),
    *("stated_on", "unit_id", "share_id"),
)
_LEDGER = Prepared(
    lambda pks: (
        ClockEvent.objects.filter(ticket_id__any_of=pks)
        .order_by("pk")
        .values("ticket_id", *COLUMNS)
    ),
    IDS,
)


def of_tickets(pks: Iterable[int]) -> dict[int, list[Tick]]:
    """Return the ledgers of tickets found through visibility, each in the order of writing."""
    found: dict[int, list[Tick]] = defaultdict(list)
    for row in _LEDGER(list(pks)):
        found[row.pop("ticket_id")].append(Tick(**row))
    return found


def as_tick(row: ClockEvent) -> Tick:
    return Tick(**{name: getattr(row, name) for name in COLUMNS})
