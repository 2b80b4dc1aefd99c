"""Who gets what from the ladder of supervision."""

from __future__ import annotations

from tests.access.codes import OFFICE, OFFICES, REGION, Codes, page

SETTER = {"office_head"}
INSIDE = OFFICE | REGION
ARGUMENTS: dict[str, list[str]] = {
    "cases:rung-change": ["county", "rung"],
    "cases:rung-switch": ["county", "rung"],
    "cases:rung-end": ["county", "rung"],
    "cases:ladder-issue": ["ladder_step"],
    "cases:ladder-refuse": ["ladder_step"],
    "cases:tolerance-add": ["county"],
    "cases:tolerance-end": ["county", "circumstance"],
}
TABLE: dict[str, Codes] = {
    "GET cases:ladder": page((200, OFFICES | REGION), rest=403),
    "GET cases:ladder-trial": page((200, OFFICES | REGION), rest=403),
    "GET cases:ladder-to-sign": page((200, OFFICES | {"leader"}), rest=403),
    "POST cases:ladder-trial": page((422, OFFICES | REGION), rest=403),
    "GET cases:rung-change": page((403, INSIDE), (200, SETTER), rest=404),
    "POST cases:rung-change": page((403, INSIDE), (422, SETTER), rest=404),
    "GET cases:rung-switch": page((403, INSIDE), (200, SETTER), rest=404),
    "POST cases:rung-switch": page((403, INSIDE), (422, SETTER), rest=404),
    "POST cases:rung-end": page((403, INSIDE - SETTER), (422, SETTER), rest=404),
    "POST cases:ladder-issue": page((409, OFFICE), (403, REGION), rest=404),
    "GET cases:ladder-refuse": page((200, INSIDE), rest=404),
    "POST cases:ladder-refuse": page((422, INSIDE), rest=404),
    "GET cases:tolerance": page((200, OFFICES | REGION), rest=403),
    "GET cases:tolerance-add": page((403, INSIDE), (200, SETTER), rest=404),
    "POST cases:tolerance-add": page((403, INSIDE), (422, SETTER), rest=404),
    "POST cases:tolerance-end": page((403, INSIDE), (302, SETTER), rest=404),
}
