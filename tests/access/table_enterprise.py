"""Rows of the enterprise's side: questions, withdrawals, legal channels, rounds, looks back."""

from __future__ import annotations

from tests.access.codes import BLIND, HANDLER, OFFICE, OFFICES, Codes, api, page

ARGUMENTS = {
    "cases:check": ["check"],
    "cases:draw": ["missing"],
    "cases:confirm-withdraw": ["token"],
    "cases:confirm-acknowledge": ["token"],
    "api-ticket-recheck": ["checked", "check"],
}
INDEPENDENT = OFFICE - {"dispatcher"}
# The ticket is in hand: the unit may ask, and what belongs to other states waits for them.
LATER = (
    *("answer", "resume", "explain", "close-explained", "redirect", "outer-number", "redo"),
    *("try-contact", "regain-contact"),
)
# Whoever covers the enterprise, and the office, tell it of an extension; nothing waits to be told.
TELLERS = OFFICE | {"liaison"}
ROWS: dict[str, Codes] = {
    "GET cases:ticket-tell-extension": page((403, TELLERS), (404, BLIND), rest=403),
    "POST cases:ticket-tell-extension": page((404, BLIND), rest=422),
    "POST api-ticket-tell-extension": api((404, BLIND), rest=422),
    "GET cases:check-list": page((200, OFFICES), rest=403),
    # Everybody may count a sample again; what is not published looks like none.
    "GET cases:draw-list": page(rest=200),
    "GET cases:draw": page(rest=404),
    "GET cases:check": page((200, INDEPENDENT), (403, {"dispatcher"}), rest=404),
    "POST cases:check": page((422, INDEPENDENT), (403, {"dispatcher"}), rest=404),
    "GET cases:confirm-withdraw": page(rest=200, nobody=200),
    "POST cases:confirm-acknowledge": page(rest=302, nobody=302),
    "POST cases:confirm-withdraw": page(rest=302, nobody=302),
    "GET cases:ticket-ask": page((200, HANDLER), (404, BLIND), rest=403),
    "POST cases:ticket-ask": page((404, BLIND), rest=422),
    "POST api-ticket-ask": api((404, BLIND), rest=422),
    "POST api-ticket-recheck": api((422, OFFICE), rest=404),
    **{f"GET cases:ticket-{verb}": page((404, BLIND), rest=409) for verb in LATER},
    **{f"POST cases:ticket-{verb}": page((404, BLIND), rest=422) for verb in LATER},
    **{f"POST api-ticket-{verb}": api((404, BLIND), rest=422) for verb in LATER},
}
