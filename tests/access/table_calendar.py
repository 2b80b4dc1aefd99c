"""Who gets what from the contact calendar; the booking is the liaison's, with times to choose."""

from __future__ import annotations

from tests.access.codes import KEEPERS, OFFICE, OFFICES, REGION, STRANGER, Codes, api, page

# Who sees the register and goes nowhere: leaders, supervisors, discipline, administrators.
STAY = REGION | {"centre", "officer", "sysadmin", "secadmin", "auditor"}
NOT_THEIRS = 403
ARGUMENTS: dict[str, list[str]] = {
    f"enterprises:booking-{verb}": ["booking"]
    for verb in ("detail", "join", "leave", "move", "cancel", "answer")
} | {
    **{f"api-booking-{verb}": ["booking"] for verb in ("detail", "join", "cancel")},
    "api-contact-calendar-detail": ["enterprise"],
    "api-contact-calendar-wish": ["enterprise"],
    "enterprises:quiet-days": ["county"],
    "enterprises:quiet-days-end": ["quiet_rule"],
    "enterprises:check-strike": ["official_check"],
}
CHANGED = page((200, KEEPERS), (404, STRANGER), rest=NOT_THEIRS)
TABLE: dict[str, Codes] = {
    "GET enterprises:calendar": page(rest=200),
    "GET enterprises:contact-balance": page((200, OFFICES | REGION), rest=403),
    "GET enterprises:balance-export": page((200, OFFICES | REGION), rest=403),
    "GET api-booking-list": api(rest=200),
    "POST api-booking-list": api(rest=422),
    "GET api-booking-detail": api((404, STRANGER), rest=200),
    "POST api-booking-join": api((403, STAY), (404, STRANGER), rest=200),
    "POST api-booking-cancel": api(rest=422),
    "GET api-contact-calendar-detail": api((404, STRANGER), rest=200),
    "POST api-contact-calendar-wish": api(rest=422),
    "GET enterprises:quiet-days": page((404, STRANGER), rest=200),
    "POST enterprises:quiet-days": page((200, OFFICE), (404, STRANGER), rest=403),
    "GET enterprises:quiet-days-end": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:quiet-days-end": page((302, OFFICE), (404, STRANGER), rest=403),
    "GET enterprises:wish": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST enterprises:wish": page((200, KEEPERS), (404, STRANGER), rest=403),
    "GET enterprises:check-new": page((200, KEEPERS), (404, STRANGER), rest=403),
    "POST enterprises:check-new": page((200, KEEPERS), (404, STRANGER), rest=403),
    "GET enterprises:check-strike": page((200, OFFICE), (404, STRANGER), rest=403),
    "POST enterprises:check-strike": page((200, OFFICE), (404, STRANGER), rest=403),
    "GET enterprises:booking-choose": page(rest=200),
    "GET enterprises:booking-new": page((403, STAY), (404, STRANGER), rest=200),
    "POST enterprises:booking-new": page((403, STAY), (404, STRANGER), rest=200),
    "GET enterprises:booking-detail": page((404, STRANGER), rest=200),
    "POST enterprises:booking-join": page((403, STAY), (404, STRANGER), rest=302),
    # The liaison goes alone, and would cancel instead.
    "POST enterprises:booking-leave": page((409, {"liaison"}), (404, STRANGER), rest=403),
    "GET enterprises:booking-move": CHANGED,
    "POST enterprises:booking-move": CHANGED,
    "GET enterprises:booking-cancel": CHANGED,
    "POST enterprises:booking-cancel": CHANGED,
    "GET enterprises:booking-answer": CHANGED,
    "POST enterprises:booking-answer": CHANGED,
}
