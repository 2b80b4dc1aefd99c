"""Rows of what two administrators do together, and of what is done to one post."""

from __future__ import annotations

from tests.access.codes import (
    AUDIT,
    PEOPLE_KEEPERS,
    POSTERS,
    SECURITY,
    STRANGER,
    SYSTEM,
    Codes,
    page,
)

THREE = SYSTEM | SECURITY | AUDIT
ARGUMENTS = {
    f"cadres:second-{action}": ["missing"] for action in ("approve", "refuse", "withdraw", "print")
}
ARGUMENTS |= {"cadres:posting-end": ["posting"], "cadres:posting-units": ["leader_posting"]}
TABLE: dict[str, Codes] = {
    "GET cadres:second-approvals": page((200, THREE), rest=403),
    # The person of the address is nobody whose code takes two.
    "GET cadres:person-code-ask": page((404, STRANGER), rest=403),
    "POST cadres:person-code-ask": page((404, STRANGER), rest=403),
    "GET cadres:second-approve": page(rest=302),
    "POST cadres:second-approve": page(rest=404),
    "POST cadres:second-refuse": page(rest=404),
    "POST cadres:second-withdraw": page(rest=404),
    "GET cadres:second-print": page(rest=302),
    "POST cadres:second-print": page(rest=404),
    "GET cadres:posting-end": page((200, POSTERS), (404, STRANGER), rest=403),
    "POST cadres:posting-end": page((200, POSTERS), (404, STRANGER), rest=403),
    "GET cadres:posting-units": page((200, PEOPLE_KEEPERS), (404, STRANGER), rest=403),
    "POST cadres:posting-units": page((422, PEOPLE_KEEPERS), (404, STRANGER), rest=403),
}
