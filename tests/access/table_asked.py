"""What a unit asks for: asked by the unit, decided by whoever may, read by whoever sees it."""

from __future__ import annotations

from tests.access.codes import BLIND, HANDLER, OFFICE, OFFICES, REGION, UNIT, api, page

# The ticket is in hand, and nothing waits for a decision.
DECISIONS = {
    "extension": {"office_head", "leader"},
    "parking": {"leader"},
    "plan": {"office_head", "leader"},
    "hand-up": {"leader"},
}
VERBS = (
    *("ask-extension", "ask-parking", "ask-plan", "ask-hand-up", "take-back", "grant"),
    *("refuse", "unpark", "unplan", "bring-back"),
    *("sign-draft", "return-draft", "drop-draft"),
)
ASKED = {
    "GET cases:application-list": page(rest=200),
    "POST cases:press-take-back": page(rest=404),
    "GET cases:meeting": page((200, OFFICES | REGION), rest=403),
    "GET cases:ticket-ask-extension": page((200, UNIT), (404, BLIND), rest=403),
    "GET cases:ticket-ask-parking": page((200, UNIT), (404, BLIND), rest=403),
    "GET cases:ticket-ask-plan": page((200, UNIT), (404, BLIND), rest=403),
    "GET cases:ticket-ask-hand-up": page((200, UNIT | OFFICE), (404, BLIND), rest=403),
    # Nothing waits for the signature of the unit's head.
    "GET cases:ticket-sign-draft": page((409, UNIT - HANDLER), (404, BLIND), rest=403),
    "GET cases:ticket-return-draft": page((409, UNIT - HANDLER), (404, BLIND), rest=403),
    "GET cases:ticket-drop-draft": page((409, HANDLER), (404, BLIND), rest=403),
    "GET cases:ticket-take-back": page((409, UNIT | OFFICE), (404, BLIND), rest=403),
    **{
        f"POST cases:ticket-{verb}": page((404, BLIND), rest=422)
        for verb in (
            *("ask-extension", "ask-parking", "ask-plan", "ask-hand-up", "take-back", "unpark"),
            *("unplan", "bring-back", "refuse-extension", "refuse-parking", "refuse-plan"),
            "refuse-hand-up",
            *("sign-draft", "return-draft", "drop-draft"),
        )
    },
    **{
        f"GET cases:ticket-{verb}-{kind}": page((409, people), (404, BLIND), rest=403)
        for kind, people in DECISIONS.items()
        for verb in ("grant", "refuse")
    },
    **{
        f"POST cases:ticket-grant-{kind}": page((409, people), (404, BLIND), rest=403)
        for kind, people in DECISIONS.items()
    },
    "GET cases:ticket-unpark": page((404, BLIND), rest=409),
    "GET cases:ticket-unplan": page((404, BLIND), rest=409),
    "GET cases:ticket-bring-back": page((404, BLIND), rest=409),
    **{f"POST api-ticket-{verb}": api((404, BLIND), rest=422) for verb in VERBS},
}
