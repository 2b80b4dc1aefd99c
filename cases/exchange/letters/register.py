"""The register of letters (文书登记簿) as an .xlsx that prints on A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.utils import timezone

from cadres.exchange import outgoing
from cadres.rules.viewer import Viewer
from cases.selectors.letters import LetterLine
from cases.services.exports import record_export

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


def workbook(lines: Iterable[LetterLine], *, seen_by: Viewer, filters: str = "") -> bytes:
    """Return the workbook; the trail says who took how many rows out, by which filters."""
    out = BytesIO()
    count = outgoing.save_table(
        out,
        name=TITLE,
        title=TITLE,
        headings=list(COLUMNS),
        widths=list(COLUMNS.values()),
        rows=_rows(lines),
        taken_by=seen_by,
    )
    record_export("letter", actor=seen_by, rows=count, filters=filters)
    return out.getvalue()


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
