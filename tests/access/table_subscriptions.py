"""Who gets what from subscriptions (定期送阅); the one is the handler's, read by the head."""

from __future__ import annotations

from tests.access.codes import OFFICES, REGION, UNIT, Codes, api, page

ARGUMENTS: dict[str, list[str]] = {
    "cases:subscription-remove": ["subscription"],
    "api-subscription-remove": ["subscription"],
}
SUBSCRIBERS = OFFICES | REGION | UNIT | {"outsider"}
TABLE: dict[str, Codes] = {
    "GET cases:subscription-list": page(rest=200),
    "GET cases:subscription-new": page((200, SUBSCRIBERS), rest=403),
    "POST cases:subscription-new": page((422, SUBSCRIBERS), rest=403),
    "POST cases:subscription-remove": page((302, {"handler", "head"}), rest=404),
    "GET api-subscription-list": api(rest=200),
    "POST api-subscription-list": api(rest=422),
    "POST api-subscription-remove": api((204, {"handler", "head"}), rest=404),
}
