"""Who gets what from early warning; the warning is of the handler's county."""

from __future__ import annotations

from tests.access.codes import OFFICE, OFFICES, Codes, api, page

ARGUMENTS: dict[str, list[str]] = {"cases:warning-rows": ["warning"]}
TABLE: dict[str, Codes] = {
    "GET cases:warning-list": page((200, OFFICES), rest=403),
    "GET cases:warning-rows": page((200, OFFICE), (404, OFFICES - OFFICE), rest=403),
    "GET cases:warning-export": page((200, OFFICES), rest=403),
    "GET cases:request-export": page((200, OFFICES), rest=403),
    "GET api-proposal-accuracy": api((200, OFFICES), rest=403),
    "GET api-warnings": api((200, OFFICES), rest=403),
}
