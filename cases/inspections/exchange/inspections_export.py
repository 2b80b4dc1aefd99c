"""The ledger of 明察暗访 (明察暗访台账) as an .xlsx that prints on A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.inspections.selectors import inspections
from cases.inspections.selectors.inspections import InspectionLine
from cases.models import Inspection

TITLE = "明察暗访台账"
COLUMNS = {
    "序号": 5,
    "编号": 9,
    "发现日期": 11,
    "方式": 6,
    "地点": 24,
    "发现的问题": 44,
    "责任单位": 18,
    "涉及企业": 20,
    "督查人员": 12,
    "发文字号": 20,
    "回复期限": 11,
    "回复日期": 11,
    "工单编号": 14,
    "状态": 9,
    "核查情况": 30,
}


def write(out: BinaryIO, found: QuerySet[Inspection], seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    lines = counted(inspections.lines(found, seen_by=seen_by), say)
    return outgoing.save_table(out, TITLE, COLUMNS, _rows(lines), taken_by=seen_by)


def _rows(lines: Iterable[InspectionLine]) -> Iterator[list[Any]]:
    for at, line in enumerate(lines, 1):
        row, letter = line.row, line.letter
        yield [
            at,
            line.number,
            row.found_on,
            row.get_manner_display(),
            row.place,
            row.text,
            row.unit.name,
            str(row.enterprise or ""),
            row.inspectors,
            letter.number if letter else "",
            letter.reply_due_on if letter else None,
            letter.replied_on if letter else None,
            row.ticket.number if row.ticket else "",
            row.get_state_display(),
            row.ended_why,
        ]
