"""Who gets what from the double list; the task is a planned one of the handler's unit."""

from __future__ import annotations

from tests.access.codes import OFFICE, OFFICES, REGION, UNIT, Codes, api, page

# Of another unit: it has lists of its own.
READERS = OFFICES | UNIT | REGION | {"outsider"}
SIGHTED = OFFICE | UNIT | REGION
ARGUMENTS: dict[str, list[str]] = {
    "cases:task": ["office_task"],
    "cases:task-action": ["office_task", "task_verb"],
    "api-task-detail": ["office_task"],
}
TABLE: dict[str, Codes] = {
    "GET cases:task-list": page((200, READERS), rest=403),
    "GET cases:task-print": page((200, READERS), rest=403),
    "GET cases:task-export": page((200, READERS), rest=403),
    "GET cases:task-new": page((200, OFFICES), rest=403),
    "POST cases:task-new": page((422, OFFICES), rest=403),
    "GET cases:task-paste": page((200, OFFICES), rest=403),
    "POST cases:task-paste": page((422, OFFICES), rest=403),
    "GET cases:task": page((200, SIGHTED), rest=404),
    "GET cases:task-action": page((200, OFFICE | UNIT), (403, REGION), rest=404),
    "POST cases:task-action": page((422, OFFICE | UNIT), (403, REGION), rest=404),
    "GET api-task-list": api(rest=200),
    "GET api-task-detail": api((200, SIGHTED), rest=404),
}
