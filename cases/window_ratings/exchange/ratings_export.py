"""Ratings of windows as an .xlsx; who gave them is in no export, numbers in words have stars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.models import WindowRating
from cases.window_ratings.selectors import ratings
from cases.window_ratings.selectors.ratings import RatingLine

TITLE = "窗口评价台账"
COLUMNS = {
    "序号": 5,
    "评价编号": 18,
    "来源": 12,
    "单位": 18,
    "窗口": 16,
    "事项": 24,
    "服务日期": 11,
    "评价": 10,
    "评价日期": 11,
    "评价内容": 36,
    "状态": 12,
    "整改要求": 10,
    "当前环节期限": 12,
    "回访结果": 10,
    "公示日期": 11,
}


def write(out: BinaryIO, found: QuerySet[WindowRating], seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    lines = counted(ratings.lines(found, seen_by=seen_by), say)
    return outgoing.save_table(out, TITLE, COLUMNS, _rows(lines), taken_by=seen_by)


def _rows(lines: Iterable[RatingLine]) -> Iterator[list[Any]]:
    for at, line in enumerate(lines, 1):
        row, case = line.row, line.case
        yield [
            at,
            row.number,
            row.get_source_display(),
            row.unit.name,
            row.window,
            row.matter,
            row.served_on,
            row.get_level_display(),
            row.rated_on,
            line.words,
            case.get_state_display() if case else "",
            case.get_demand_display() if case else "",
            line.clock.due_on if line.clock else None,
            case.get_call_back_display() if case else "",
            case.published_on if case else None,
        ]
