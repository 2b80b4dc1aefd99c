"""What a unit asks for: asked by the unit, decided by whoever may, read by whoever sees it."""

from __future__ import annotations

from tests.access.codes import OFFICES, REGION, page

ASKED = {
    "GET cases:application-list": page(rest=200),
    "POST cases:press-take-back": page(rest=404),
    "GET cases:meeting": page((200, OFFICES | REGION), rest=403),
    "GET cases:leaders-page": page((200, OFFICES | REGION), rest=403),
    "GET cases:meeting-pack": page((200, OFFICES | REGION), rest=403),
    "GET cases:leaders-wall": page((200, OFFICES | REGION), rest=403),
}
