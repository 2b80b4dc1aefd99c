"""Who gets what from the double list, the daily board, findings and 结果应用.

The task is a planned one of the handler's unit, the use concerns that unit.
"""

from __future__ import annotations

from tests.access.codes import OFFICE, OFFICES, REGION, UNIT, Codes, api, page

# Of another unit: it has lists of its own.
READERS = OFFICES | UNIT | REGION | {"outsider"}
SIGHTED = OFFICE | UNIT | REGION
ARGUMENTS: dict[str, list[str]] = {
    "cases:task": ["office_task"],
    "cases:task-action": ["office_task", "task_verb"],
    "api-task-detail": ["office_task"],
    "cases:board-call": ["board_kind", "office_task"],
    "cases:decision-void": ["board_decision"],
    "cases:finding": ["indicator_finding"],
    "cases:finding-evidence": ["indicator_finding"],
    "cases:finding-end": ["indicator_finding", "finding_verb"],
    "cases:indicator-lead": ["indicator"],
    "cases:evidence-file": ["missing"],
    "cases:result-use": ["result_use"],
    "cases:result-correct": ["result_use"],
    "cases:result-void": ["result_use"],
}
# Who sees a county whole, their own or another.
WHOLE = OFFICES | REGION
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
    "GET cases:board": page((200, WHOLE), rest=403),
    "GET cases:board-call": page((200, OFFICE), (403, UNIT | REGION), rest=404),
    "POST cases:board-call": page((422, OFFICE), (403, UNIT | REGION), rest=404),
    "GET cases:decision-list": page((200, WHOLE), rest=403),
    "GET cases:decision-new": page((200, OFFICES), rest=403),
    "POST cases:decision-new": page((422, OFFICES), rest=403),
    "GET cases:decision-void": page((200, OFFICE), (403, REGION), rest=404),
    "POST cases:decision-void": page((422, OFFICE), (403, REGION), rest=404),
    "GET cases:walk-through-list": page((200, READERS), rest=403),
    "GET cases:finding-list": page((200, READERS), rest=403),
    "GET cases:finding-export": page((200, READERS), rest=403),
    "GET cases:finding-new": page((200, OFFICES), rest=403),
    "POST cases:finding-new": page((422, OFFICES), rest=403),
    "GET cases:indicators": page((200, OFFICES), rest=403),
    "POST cases:indicators": page((422, OFFICES), rest=403),
    "GET cases:finding-figures": page((200, READERS), rest=403),
    "GET cases:indicator-leads": page((200, WHOLE), rest=403),
    "GET cases:indicator-lead": page((200, OFFICE), (403, REGION), rest=404),
    "POST cases:indicator-lead": page((422, OFFICE), (403, REGION), rest=404),
    "GET cases:finding": page((200, SIGHTED), rest=404),
    "GET cases:finding-evidence": page((200, OFFICE | UNIT), (403, REGION), rest=404),
    "POST cases:finding-evidence": page((422, OFFICE | UNIT), (403, REGION), rest=404),
    "GET cases:finding-end": page((200, OFFICE), (403, UNIT | REGION), rest=404),
    "POST cases:finding-end": page((422, OFFICE), (403, UNIT | REGION), rest=404),
    # Nobody's: who reads a file is said by `test_findings.py`.
    "GET cases:evidence-file": page(rest=404),
    "GET cases:result-list": page((200, READERS), rest=403),
    "GET cases:result-export": page((200, READERS), rest=403),
    "GET cases:result-new": page((200, OFFICES), rest=403),
    "POST cases:result-new": page((422, OFFICES), rest=403),
    "GET cases:result-use": page((200, SIGHTED), rest=404),
    "GET cases:result-correct": page((200, OFFICE), (403, UNIT | REGION), rest=404),
    "POST cases:result-correct": page((422, OFFICE), (403, UNIT | REGION), rest=404),
    "GET cases:result-void": page((200, OFFICE), (403, UNIT | REGION), rest=404),
    "POST cases:result-void": page((422, OFFICE), (403, UNIT | REGION), rest=404),
    "GET api-task-list": api(rest=200),
    "GET api-task-detail": api((200, SIGHTED), rest=404),
}
