"""The register of letters (文书登记簿) as an .xlsx that prints on A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.letters.selectors import letters
from cases.letters.selectors.letters import LetterLine
from cases.models import Letter

TITLE = "文书登记簿"
COLUMNS = {
    "序号": 5,
    "发文字号": 20,
    "文书种类": 12,
    "标题": 36,
    "主送单位": 18,
    "工单编号": 20,
    "状态": 9,
    "成文日期": 11,
    "用印": 11,
    "送达日期": 11,
    "送达方式": 10,
    "签收人": 10,
    "回复期限": 11,
    "回复日期": 11,
    "备注": 16,
}


def write(out: BinaryIO, found: QuerySet[Letter], seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    lines = counted(letters.lines(found, seen_by=seen_by), say)
    return outgoing.save_table(out, TITLE, COLUMNS, _rows(lines), taken_by=seen_by)


def _rows(lines: Iterable[LetterLine]) -> Iterator[list[Any]]:
    for number, line in enumerate(lines, 1):
        yield [
            number,
            line.number,
            line.kind.label,
            line.title,
            line.unit,
            line.ticket,
            line.state.label,
            line.dated_on,
            timezone.localtime(line.sealed_at).date() if line.sealed_at else None,
            line.delivered_on,
            line.delivery,
            line.receiver,
            line.reply_due_on,
            line.replied_on,
            line.light.words if line.light else "",
        ]
