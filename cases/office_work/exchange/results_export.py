"""The register of 结果应用 as an .xlsx that prints on A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.models import ResultUse

TITLE = "结果应用登记"
COLUMNS = {
    "序号": 5,
    "应用方式": 14,
    "依据的结果": 30,
    "结果文号": 20,
    "发布日期": 11,
    "单位": 18,
    "用于什么": 36,
    "决定机关": 18,
    "决定文件": 30,
    "文号": 20,
    "决定日期": 11,
}


def write(out: BinaryIO, found: QuerySet[ResultUse], seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    return outgoing.save_table(out, TITLE, COLUMNS, _rows(counted(found, say)), taken_by=seen_by)


def _rows(found: Iterable[ResultUse]) -> Iterator[list[Any]]:
    for at, row in enumerate(found, 1):
        yield [
            at,
            row.get_kind_display(),
            row.result,
            row.result_number,
            row.published_on,
            row.unit.name if row.unit else "全县",
            row.used_for,
            row.organ,
            row.document,
            row.document_number,
            row.decided_on,
        ]
