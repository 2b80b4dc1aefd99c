"""Who gets what of 企业服务日; the one of the table is that of the handler's unit."""

from __future__ import annotations

from tests.access.codes import OFFICE, OFFICES, REGION, UNIT, Codes, page

LOOKERS = OFFICE | REGION | UNIT
ARGUMENTS: dict[str, list[str]] = {
    f"cases:service-day{part}": ["service_day"] for part in ("", "-issues", "-change", "-call-off")
}
CHANGED = page((200, OFFICE), (403, LOOKERS - OFFICE), rest=404)
TABLE: dict[str, Codes] = {
    "GET cases:service-day-list": page(rest=200),
    "GET cases:service-day-new": page((200, OFFICES), rest=403),
    "POST cases:service-day-new": page((422, OFFICES), rest=403),
    "GET cases:service-day": page((200, LOOKERS), rest=404),
    "GET cases:service-day-issues": page((200, LOOKERS), rest=404),
    "GET cases:service-day-change": CHANGED,
    "POST cases:service-day-change": page((422, OFFICE), (403, LOOKERS - OFFICE), rest=404),
    "GET cases:service-day-call-off": CHANGED,
    "POST cases:service-day-call-off": page((422, OFFICE), (403, LOOKERS - OFFICE), rest=404),
}
