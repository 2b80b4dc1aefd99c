"""Any list of tickets as an .xlsx in the county's own ledger form; it can be imported again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from cadres.exchange import outgoing
from cadres.rules.viewer import Viewer
from cases.models.querysets import TicketQuerySet
from cases.selectors import ledger
from cases.selectors.ledger import Line
from cases.services.exports import record_export

SHEET = "问题台账"
TITLE = "{county}“万人助万企”活动企业反映问题台账"
COLUMNS = {
    "序号": 6,
    "企业名称": 26,
    "问题类别": 12,
    "问题描述": 40,
    "反映时间": 12,
    "问题来源": 12,
    "责任单位": 20,
    "协办单位": 20,
    "办理时限": 12,
    "办理情况": 32,
    "办结时间": 12,
    "是否办结": 10,
    "企业满意度": 11,
    "备注": 24,
}


def workbook(
    tickets: TicketQuerySet, *, seen_by: Viewer, county: str = "", filters: str = ""
) -> bytes:
    """Return the workbook; the trail says who took how many rows out, by which filters."""
    out = BytesIO()
    count = outgoing.save_table(
        out,
        name=SHEET,
        title=TITLE.format(county=county),
        headings=list(COLUMNS),
        widths=list(COLUMNS.values()),
        rows=_rows(ledger.lines(tickets, seen_by=seen_by)),
        taken_by=seen_by,
    )
    record_export("ticket", actor=seen_by, rows=count, filters=filters)
    return out.getvalue()


def _rows(lines: Iterable[Line]) -> Iterator[list[Any]]:
    for number, line in enumerate(lines, 1):
        yield [
            number,
            line.enterprise,
            line.category,
            line.text,
            line.reported_on,
            line.source,
            line.unit,
            line.co_units,
            line.due_on,
            line.result,
            line.closed_on,
            line.status,
            line.satisfaction,
            line.number,
        ]
