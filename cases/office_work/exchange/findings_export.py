"""The findings by indicator (指标佐证) as an .xlsx that prints on A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.models import IndicatorFinding

TITLE = "指标佐证清单"
COLUMNS = {
    "序号": 5,
    "外部编号": 12,
    "指标": 34,
    "哪次评价": 26,
    "发现日期": 11,
    "发现的问题": 36,
    "责任单位": 18,
    "佐证时限": 11,
    "佐证份数": 8,
    "状态": 9,
    "采信说明": 24,
}


def write(out: BinaryIO, found: QuerySet[IndicatorFinding], seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    return outgoing.save_table(out, TITLE, COLUMNS, _rows(counted(found, say)), taken_by=seen_by)


def _rows(found: Iterable[IndicatorFinding]) -> Iterator[list[Any]]:
    for at, row in enumerate(found, 1):
        yield [
            at,
            row.outer_number,
            row.indicator.path,
            row.evaluation,
            row.found_on,
            row.text,
            row.unit.name,
            row.due_on,
            row.pieces,
            row.get_state_display(),
            row.ended_why,
        ]
