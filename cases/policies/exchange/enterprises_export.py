"""The enterprises that a policy is for (免申即享名单、符合条件企业名单) as an .xlsx.

Each row carries what `fitting.named` puts beside it: the title of the policy, and whether it is
given without an application.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing

TITLE = "政策适用企业名单"
COLUMNS = {
    "序号": 5,
    "政策": 30,
    "是否免申即享": 12,
    "企业名称": 34,
    "统一社会信用代码": 22,
    "所在乡镇": 14,
    "行业类别": 16,
    "企业规模": 10,
    "地址": 34,
}


def write(out: BinaryIO, found: QuerySet[Any], seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    lines = counted(found.iterator(chunk_size=500), say)
    return outgoing.save_table(out, TITLE, COLUMNS, _rows(lines), taken_by=seen_by)


def _rows(found: Iterable[Any]) -> Iterator[list[Any]]:
    for at, one in enumerate(found, 1):
        yield [
            at,
            one.policy_title,
            "是" if one.is_automatic else "否",
            one.name,
            one.code,
            one.township.name if one.township else "",
            one.industry,
            one.get_size_display(),
            one.address,
        ]
