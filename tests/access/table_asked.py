"""What a unit asks for: asked by the unit, decided by whoever may, read by whoever sees it."""

from __future__ import annotations

from tests.access.codes import OFFICES, REGION, page

# Who heads the office of the campaign.
HEADS = {"office_head"}

ASKED = {
    "GET cases:application-list": page(rest=200),
    "POST cases:press-take-back": page(rest=404),
    "GET cases:meeting": page((200, OFFICES | REGION), rest=403),
    "GET cases:leaders-page": page((200, OFFICES | REGION), rest=403),
    "GET cases:meeting-pack": page((200, OFFICES | REGION), rest=403),
    "GET cases:leaders-wall": page((200, OFFICES | REGION), rest=403),
    # Nobody has to be signed in: without a key there is only the question for one.
    "GET cases:wall": page(rest=200, nobody=200),
    "POST cases:wall": page(rest=422, nobody=422),
    "GET cases:wall-keys": page((200, HEADS), rest=403),
    "GET cases:wall-key-new": page((200, HEADS), rest=403),
    "POST cases:wall-key-new": page((422, HEADS), rest=403),
    "GET cases:wall-key-revoke": page(rest=404),
    "POST cases:wall-key-revoke": page(rest=404),
}
