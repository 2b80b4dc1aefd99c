"""Rows of the code at the gate: the notice that carries it, the page behind it, the office."""

from __future__ import annotations

from tests.access.codes import KEEPERS, OFFICE, OFFICES, STRANGER, UNIT, Codes, page

ARGUMENTS = {
    "cases:business-notice": ["enterprise"],
    "cases:business-notice-file": ["enterprise"],
    "cases:business-notice-renew": ["enterprise"],
    "cases:scan": ["gate"],
    "cases:scan-call-back": ["gate"],
    "cases:follow": ["followed"],
    "cases:follow-answer": ["followed"],
    "cases:rate": ["section"],
    "cases:rate-entry": ["gate"],
    "cases:rate-follow": ["followed_rating"],
    "cases:code-end": ["place"],
    "cases:scan-calendar": ["gate"],
    "cases:confirm-calendar": ["token"],
    "enterprises:office-line": ["county"],
}
ROWS: dict[str, Codes] = {
    "GET cases:business-notice": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST cases:business-notice-file": page((422, KEEPERS), (404, STRANGER), rest=403),
    "GET cases:business-notice-renew": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST cases:business-notice-renew": page((422, KEEPERS), (404, STRANGER), rest=403),
    # Whoever calls on enterprises stands in the yard and is led on to the card.
    "GET cases:scan": page((302, KEEPERS | UNIT | {"outsider"}), rest=200, nobody=200),
    "POST cases:scan": page(rest=422, nobody=422),
    "GET cases:scan-call-back": page(rest=302, nobody=302),
    "POST cases:scan-call-back": page(rest=422, nobody=422),
    "GET cases:follow": page(rest=200, nobody=200),
    "POST cases:follow-answer": page(rest=302, nobody=302),
    "GET cases:rate": page(rest=200, nobody=200),
    "POST cases:rate": page(rest=422, nobody=422),
    "GET cases:rate-entry": page(rest=200, nobody=200),
    "POST cases:rate-entry": page(rest=422, nobody=422),
    "GET cases:rate-follow": page(rest=200, nobody=200),
    "GET cases:code-list": page((200, OFFICES), rest=403),
    "GET cases:code-new": page((200, OFFICES), rest=403),
    "POST cases:code-new": page((200, OFFICES), rest=403),
    "GET cases:code-sheets": page((200, OFFICES), rest=403),
    "POST cases:code-sheets": page((200, OFFICES), rest=403),
    "GET cases:code-end": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST cases:code-end": page((200, OFFICE), (404, STRANGER), rest=403),
    "GET cases:scan-calendar": page(rest=200, nobody=200),
    "POST cases:scan-calendar": page(rest=200, nobody=200),
    "GET cases:confirm-calendar": page(rest=200, nobody=200),
    "POST cases:confirm-calendar": page(rest=200, nobody=200),
    "GET enterprises:office-line": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:office-line": page((200, OFFICE), (404, STRANGER), rest=403),
}
