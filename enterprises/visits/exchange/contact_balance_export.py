"""Enterprises called on often (走访过密的企业) as an .xlsx that prints on A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from enterprises.coverage.selectors import contact_balance
from enterprises.coverage.selectors.contact_balance import Balance

TITLE = "走访过密的企业"
COLUMNS = {
    "序号": 6,
    "企业名称": 36,
    "乡镇": 12,
    "实地走访": 10,
    "来过的单位": 10,
    "涉企检查": 10,
    "已预约": 10,
    "最近走访": 12,
}


def write(out: BinaryIO, found: QuerySet[Any], seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    lines = counted(contact_balance.lines(found, seen_by=seen_by), say)
    return outgoing.save_table(out, TITLE, COLUMNS, _rows(lines), taken_by=seen_by)


def _rows(lines: Iterable[Balance]) -> Iterator[list[Any]]:
    for at, line in enumerate(lines, 1):
        yield [
            at,
            line.name,
            line.township,
            line.visits,
            line.units,
            line.checks,
            line.booked,
            line.newest_on,
        ]
