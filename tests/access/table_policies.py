"""Who gets what from the policies of a county."""

from __future__ import annotations

from tests.access.codes import OFFICE, OFFICES, STRANGER, Codes, page

ARGUMENTS: dict[str, list[str]] = {
    "cases:policy": ["policy"],
    "cases:policy-correct": ["policy"],
    "cases:policy-void": ["policy"],
}
TABLE: dict[str, Codes] = {
    "GET cases:policy-list": page(rest=200),
    "GET cases:policy-new": page((200, OFFICES), rest=403),
    "POST cases:policy-new": page((422, OFFICES), rest=403),
    "GET cases:policy": page((404, STRANGER), rest=200),
    "GET cases:policy-correct": page((200, OFFICE), (404, STRANGER), rest=403),
    # Without what its page had read it is refused.
    "POST cases:policy-correct": page((422, OFFICE), (404, STRANGER), rest=403),
    "GET cases:policy-void": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST cases:policy-void": page((422, OFFICE), (404, STRANGER), rest=403),
}
