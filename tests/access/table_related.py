"""Who gets what from the addresses of duplicates, topics, and actions on many tickets."""

from __future__ import annotations

from tests.access.codes import BLIND, OFFICE, OFFICES, REGION, UNIT, Codes, api, page

ARGUMENTS_MATTERS: dict[str, list[str]] = {
    "cases:source-new": ["county"],
    "cases:source-change": ["county", "source_code"],
    "cases:department-matters": ["county"],
    "cases:topic": ["topic"],
    "cases:topic-due": ["topic"],
    "cases:term-why": ["term_kind", "topic"],
    "cases:topic-action": ["topic", "topic_verb"],
    "api-topic-detail": ["topic"],
    "api-topic-tickets": ["topic"],
    "api-topic-note": ["topic"],
    "api-topic-resolve": ["topic"],
    "api-topic-send-back": ["topic"],
    "api-topic-close": ["topic"],
}
# Who sees the topic of the handling unit.
OWNERS = OFFICE | UNIT | REGION
UNITS = UNIT | {"outsider"}
INSIDE, SETTER = OFFICE | REGION, {"office_head"}

MATTERS: dict[str, Codes] = {
    "GET cases:source-list": page((200, OFFICES), rest=403),
    "GET cases:source-new": page((403, INSIDE), (200, SETTER), rest=404),
    "POST cases:source-new": page((403, INSIDE), (422, SETTER), rest=404),
    "GET cases:department-matters": page((403, INSIDE), (200, SETTER), rest=404),
    "POST cases:department-matters": page((403, INSIDE), (422, SETTER), rest=404),
    "GET cases:source-change": page((403, INSIDE), (200, SETTER), rest=404),
    "POST cases:source-change": page((403, INSIDE), (422, SETTER), rest=404),
    "GET cases:ticket-merge": page((200, OFFICE), (404, BLIND), rest=403),
    "POST cases:ticket-merge": page((200, OFFICE), (404, BLIND), rest=403),
    "GET cases:ticket-alike": page((200, OFFICE), rest=404),
    "GET cases:bulk": page(rest=302),
    "GET cases:bulk-preview": page(rest=302),
    "POST cases:bulk": page(rest=422),
    "POST cases:bulk-preview": page(rest=422),
    "GET cases:hand-over": page((200, OFFICES | UNITS), rest=403),
    "GET cases:topic-list": page(rest=200),
    "GET cases:topic-new": page((200, OFFICES), rest=403),
    "POST cases:topic-new": page((200, OFFICES), rest=403),
    "GET cases:topic": page((200, OWNERS), rest=404),
    "GET cases:topic-due": page((200, OWNERS), rest=404),
    "GET cases:term-why": page((200, OWNERS), rest=404),
    "GET cases:topic-action": page((200, OFFICE | UNIT), (403, REGION), rest=404),
    "POST cases:topic-action": page((200, OFFICE | UNIT), (403, REGION), rest=404),
    "POST api-ticket-bulk": api(rest=422),
    "GET api-topic-list": api(rest=200),
    "POST api-topic-list": api(rest=422),
    "GET api-topic-detail": api((200, OWNERS), rest=404),
    "GET api-topic-tickets": api((200, OWNERS), rest=404),
    "POST api-topic-note": api((422, OWNERS), rest=404),
    "POST api-topic-resolve": api((422, OWNERS), rest=404),
    "POST api-topic-send-back": api((422, OWNERS), rest=404),
    "POST api-topic-close": api((422, OWNERS), rest=404),
}
