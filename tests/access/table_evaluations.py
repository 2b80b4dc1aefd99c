"""Who gets what from the addresses of 效能评价."""

from __future__ import annotations

from tests.access.codes import OFFICES, REGION, Codes, api, page

READERS = OFFICES | REGION
HEADS = {"office_head"}
TABLE: dict[str, Codes] = {
    "GET cases:evaluation": page((200, READERS), rest=403),
    "GET cases:evaluation-workbook": page((200, READERS), rest=403),
    "GET cases:evaluation-adopt": page((200, HEADS), rest=403),
    "POST cases:evaluation-adopt": page((422, HEADS), rest=403),
    "GET api-evaluations": api(rest=422),
}
