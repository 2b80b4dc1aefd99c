"""Who gets what from the ledger of 明察暗访; the row is an open one of the handler's unit."""

from __future__ import annotations

from tests.access.codes import REGION, Codes, page

FILERS = {"supervisor"}
LOOKERS = REGION - FILERS
ARGUMENTS: dict[str, list[str]] = {
    "cases:inspection": ["inspection"],
    "cases:inspection-letter": ["inspection", "finding_kind"],
    "cases:inspection-action": ["inspection", "inspection_verb"],
}
TABLE: dict[str, Codes] = {
    "GET cases:inspection-list": page((200, REGION), rest=403),
    "GET cases:inspection-export": page((200, REGION), rest=403),
    "GET cases:inspection-new": page((200, FILERS), rest=403),
    "POST cases:inspection-new": page((422, FILERS), rest=403),
    "GET cases:inspection": page((200, REGION), rest=404),
    "POST cases:inspection-letter": page((302, FILERS), (403, LOOKERS), rest=404),
    "GET cases:inspection-action": page((200, FILERS), (403, LOOKERS), rest=404),
    "POST cases:inspection-action": page((422, FILERS), (403, LOOKERS), rest=404),
}
