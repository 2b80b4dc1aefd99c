"""What was published of bad ratings, for the county's website: the cleaned words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.models import RatingCase

TITLE = "政务服务差评整改结果公示"
COLUMNS = {"序号": 5, "单位": 22, "整改结果": 80, "公示日期": 12}


def write(out: BinaryIO, found: QuerySet[RatingCase], seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    return outgoing.save_table(out, TITLE, COLUMNS, _rows(counted(found, say)), taken_by=seen_by)


def _rows(found: Iterable[RatingCase]) -> Iterator[list[Any]]:
    for at, case in enumerate(found, 1):
        yield [at, case.unit.name, case.public_text, case.published_on]
