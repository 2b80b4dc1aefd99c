"""What of an address a saved view (已存视图) of the ledger keeps: filters and order, no more."""

from __future__ import annotations

from django.http import QueryDict

from cases.tickets.selectors.filters import TicketFilter

LIST = "tickets"


def query_of(given: QueryDict, chosen: TicketFilter) -> str:
    """Return what is filter or order, in one order of writing; nothing where it is bad."""
    if not chosen.is_valid():
        return ""
    kept = QueryDict(mutable=True)
    for name in chosen.filters:
        if given.get(name):
            kept[name] = str(given[name])
    return in_order(kept)


def in_order(given: QueryDict) -> str:
    """Return the query as it is kept: two addresses with the same filters are one view."""
    kept = QueryDict(mutable=True)
    for name in sorted(given):
        if name in TicketFilter.base_filters and given[name]:
            kept[name] = str(given[name])
    return kept.urlencode()
