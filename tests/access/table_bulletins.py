"""Who gets what from the addresses of bulletins; the bulletin is a draft of the county."""

from __future__ import annotations

from tests.access.codes import OFFICE, OFFICES, REGION, UNIT, Codes, api, page

JUDGES = {"leader"}
INSIDE = OFFICE | JUDGES
WHOLE = OFFICE | REGION
ARGUMENTS: dict[str, list[str]] = {
    "cases:bulletin": ["bulletin"],
    "cases:bulletin-rows": ["bulletin"],
    "cases:bulletin-edit": ["bulletin"],
    "cases:bulletin-checkpoint": ["bulletin"],
    "cases:bulletin-file": ["bulletin", "letter_form"],
    "cases:bulletin-receipt": ["bulletin", "missing"],
    "cases:bulletin-action": ["bulletin", "bulletin_verb"],
    "cases:unit-card": ["unit_card"],
    "cases:unit-card-answer": ["unit_card"],
    "api-bulletin": ["bulletin"],
}
TABLE: dict[str, Codes] = {
    "GET cases:bulletin-list": page(rest=200),
    "GET cases:bulletin-new": page((200, OFFICES), rest=403),
    "POST cases:bulletin-new": page((422, OFFICES), rest=403),
    "GET cases:bulletin": page((200, INSIDE), rest=404),
    # No cell is named.
    "GET cases:bulletin-rows": page(rest=404),
    "GET cases:bulletin-edit": page((200, OFFICE), (403, JUDGES), rest=404),
    "POST cases:bulletin-edit": page((422, OFFICE), (403, JUDGES), rest=404),
    # It is not sealed yet.
    "GET cases:bulletin-checkpoint": page((409, INSIDE), rest=404),
    "GET cases:bulletin-file": page((200, INSIDE), rest=404),
    "GET cases:bulletin-receipt": page(rest=404),
    "GET cases:bulletin-action": page((200, OFFICE), (403, JUDGES), rest=404),
    "POST cases:bulletin-action": page((422, OFFICE), (403, JUDGES), rest=404),
    "GET cases:unit-card": page((200, WHOLE | UNIT), rest=404),
    "GET cases:unit-card-answer": page((200, UNIT), (403, WHOLE), rest=404),
    "POST cases:unit-card-answer": page((422, UNIT), (403, WHOLE), rest=404),
    "GET api-bulletins": api(rest=422),
    "GET api-bulletin": api((200, INSIDE), rest=404),
}
