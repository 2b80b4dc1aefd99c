"""Who gets what from the policies of a county."""

from __future__ import annotations

from tests.access.codes import KEEPERS, OFFICE, OFFICES, STRANGER, Codes, api, page

ARGUMENTS: dict[str, list[str]] = {
    "cases:policy": ["policy"],
    "cases:policy-correct": ["policy"],
    "cases:policy-void": ["policy"],
    "cases:policy-tell": ["policy", "enterprise"],
    "cases:policy-refused": ["policy", "enterprise"],
    "cases:policies-of-enterprise": ["enterprise"],
    "api-policy-detail": ["policy"],
}
TABLE: dict[str, Codes] = {
    "GET cases:policy-list": page(rest=200),
    "GET cases:policy-new": page((200, OFFICES), rest=403),
    "POST cases:policy-new": page((422, OFFICES), rest=403),
    "GET cases:policy": page((404, STRANGER), rest=200),
    # Without a policy in its address there is nothing to take out.
    "GET cases:policy-export": page(rest=404),
    "GET cases:policies-of-enterprise": page((404, STRANGER), rest=200),
    # The covering cadre, and the office.
    "GET cases:policy-tell": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST cases:policy-tell": page((422, KEEPERS), (404, STRANGER), rest=403),
    "GET cases:policy-refused": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST cases:policy-refused": page((422, KEEPERS), (404, STRANGER), rest=403),
    "GET api-policy-list": api(rest=200),
    "GET api-policy-detail": api((404, STRANGER), rest=200),
    "GET cases:policy-correct": page((200, OFFICE), (404, STRANGER), rest=403),
    # Without what its page had read it is refused.
    "POST cases:policy-correct": page((422, OFFICE), (404, STRANGER), rest=403),
    "GET cases:policy-void": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST cases:policy-void": page((422, OFFICE), (404, STRANGER), rest=403),
}
