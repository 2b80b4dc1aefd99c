"""Clocks of a ticket are seen by whoever sees the ticket; their upkeep by its keeper."""

from __future__ import annotations

from tests.access.codes import BLIND, SYSTEM, api, page

CLOCKS = {
    "GET cases:ticket-on-day": page((404, BLIND), rest=200),
    "GET api-ticket-clocks": api((404, BLIND), rest=200),
    "GET api-ticket-as-of": api((404, BLIND), rest=422),
    "GET cases:clock-checks": page((200, SYSTEM), rest=403),
    "GET cases:recount": page((200, SYSTEM), rest=403),
    "POST cases:recount": page((302, SYSTEM), rest=403),
}
