"""Rows of the enterprise's side: questions, withdrawals, legal channels, rounds, looks back."""

from __future__ import annotations

from tests.access.codes import OFFICE, OFFICES, Codes, page

ARGUMENTS = {
    "cases:check": ["check"],
    "cases:draw": ["missing"],
    "cases:confirm-withdraw": ["token"],
    "cases:confirm-acknowledge": ["token"],
}
INDEPENDENT = OFFICE - {"dispatcher"}
ROWS: dict[str, Codes] = {
    "GET cases:check-list": page((200, OFFICES), rest=403),
    # Everybody may count a sample again; what is not published looks like none.
    "GET cases:draw-list": page(rest=200),
    "GET cases:draw": page(rest=404),
    "GET cases:check": page((200, INDEPENDENT), (403, {"dispatcher"}), rest=404),
    "POST cases:check": page((422, INDEPENDENT), (403, {"dispatcher"}), rest=404),
    "GET cases:confirm-withdraw": page(rest=200, nobody=200),
    "POST cases:confirm-acknowledge": page(rest=302, nobody=302),
    "POST cases:confirm-withdraw": page(rest=302, nobody=302),
}
