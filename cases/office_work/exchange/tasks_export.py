"""The double list (双清单) as an .xlsx that prints on A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.models import OfficeTask
from cases.office_work.rules import weeks
from cases.office_work.selectors import tasks
from cases.office_work.selectors.tasks import TaskLine

TITLE = "双清单"
COLUMNS = {
    "序号": 5,
    "所在周（周一）": 12,
    "清单": 10,
    "类别": 10,
    "任务": 44,
    "责任单位": 18,
    "责任人": 10,
    "完成时限": 11,
    "状态": 9,
    "完成日期": 11,
    "完成情况或结转原因": 40,
    "结转自（周一）": 12,
    "结转到（周一）": 12,
    "工单编号": 16,
}


def write(out: BinaryIO, found: QuerySet[OfficeTask], seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    lines = counted(tasks.lines(found, seen_by=seen_by), say)
    return outgoing.save_table(out, TITLE, COLUMNS, _rows(lines, seen_by), taken_by=seen_by)


def _rows(lines: Iterable[TaskLine], seen_by: Viewer) -> Iterator[list[Any]]:
    for at, line in enumerate(lines, 1):
        row = line.row
        yield [
            at,
            row.week_on,
            weeks.name_of(row.week_on, seen_by.today),
            row.get_kind_display(),
            row.text,
            row.unit.name,
            row.owner_name,
            row.due_on,
            row.get_state_display(),
            row.done_on,
            line.words,
            line.came_from,
            line.goes_to,
            line.ticket_number,
        ]
