"""Who gets what from the addresses of letters; the letter is a draft of the handler's ticket."""

from __future__ import annotations

from tests.access.codes import BLIND, OFFICE, OFFICES, REGION, UNIT, Codes, page

SETTER = {"office_head"}
INSIDE = OFFICE | REGION
# Clerks and heads of departments, whatever they see of the ticket.
BUREAUS = UNIT | {"outsider"}
CENTRE = {"centre"}
ARGUMENTS: dict[str, list[str]] = {
    "cases:letter": ["letter"],
    "cases:letter-edit": ["letter"],
    "cases:letter-file": ["letter", "letter_form"],
    "cases:letter-receipt": ["letter"],
    "cases:letter-action": ["letter", "letter_verb"],
    "cases:letter-draft": ["ticket", "letter_kind"],
    "cases:letter-style": ["county", "organ", "letter_kind"],
    "cases:letter-readers": ["letter"],
    "cases:bureau-letter-new": ["bureau_kind"],
    "cases:bureau-style": ["unit"],
    "cases:letter-faces": ["county"],
    "cases:number-pattern": ["county"],
    "cases:letter-pages": ["letter"],
    "cases:talk-arrange": ["letter"],
    "cases:talk-record": ["letter"],
    "cases:talk-file": ["letter", "letter_form"],
}
TABLE: dict[str, Codes] = {
    "GET cases:letter-list": page(rest=200),
    "GET cases:letter-export": page(rest=200),
    "GET cases:letter": page((200, INSIDE), rest=404),
    "GET cases:letter-edit": page((200, OFFICE), (403, REGION), rest=404),
    "POST cases:letter-edit": page((422, OFFICE), (403, REGION), rest=404),
    "GET cases:letter-file": page((200, INSIDE), rest=404),
    "GET cases:letter-pages": page((200, INSIDE), rest=404),
    "GET cases:letter-faces": page((403, INSIDE), (200, SETTER), rest=404),
    "POST cases:letter-faces": page((403, INSIDE), (422, SETTER), rest=404),
    "GET cases:number-pattern": page((403, INSIDE), (200, SETTER), rest=404),
    "POST cases:number-pattern": page((403, INSIDE), (422, SETTER), rest=404),
    "GET cases:letter-receipt": page(rest=404),
    "GET cases:letter-action": page((200, OFFICE), (403, REGION), rest=404),
    "POST cases:letter-action": page((302, OFFICE), (403, REGION), rest=404),
    "POST cases:letter-draft": page((302, OFFICE), (404, BLIND), rest=403),
    "GET cases:letter-readers": page((403, INSIDE), rest=404),
    "POST cases:letter-readers": page((403, INSIDE), rest=404),
    "GET cases:bureau-letters": page((200, BUREAUS), rest=403),
    "GET cases:bureau-letter-new": page((200, BUREAUS), rest=403),
    "POST cases:bureau-letter-new": page((422, BUREAUS), rest=403),
    "GET cases:bureau-style": page((200, {"head"}), (403, {"handler"}), rest=404),
    "POST cases:bureau-style": page((422, {"head"}), (403, {"handler"}), rest=404),
    # The letter of the world is no 约谈通知书.
    "GET cases:talk-arrange": page(rest=404),
    "POST cases:talk-arrange": page(rest=404),
    "GET cases:talk-record": page(rest=404),
    "POST cases:talk-record": page(rest=404),
    "GET cases:talk-file": page(rest=404),
    "GET cases:circular-draft": page((200, OFFICES), rest=403),
    "POST cases:circular-draft": page((422, OFFICES), rest=403),
    "GET cases:letter-styles": page((200, OFFICES | REGION | CENTRE), rest=403),
    "GET cases:letter-style": page((403, INSIDE | CENTRE), (200, SETTER), rest=404),
    "POST cases:letter-style": page((403, INSIDE | CENTRE), (422, SETTER), rest=404),
}
