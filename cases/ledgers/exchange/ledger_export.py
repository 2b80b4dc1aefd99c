"""Any list of tickets as an .xlsx in the county's own ledger form; it can be imported again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.ledgers.selectors import ledger_lines
from cases.ledgers.selectors.ledger_lines import Line
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.services.export_records import record_export

SHEET = "问题台账"
TITLE = "{county}“万人助万企”活动企业反映问题台账"
COLUMNS = {
    "序号": 5,
    "企业名称": 22,
    "问题类别": 10,
    "问题描述": 34,
    "反映时间": 11,
    "问题来源": 11,
    "责任单位": 17,
    "协办单位": 17,
    "办理时限": 11,
    "办理情况": 28,
    "办结时间": 11,
    "是否办结": 8,
    "企业满意度": 10,
    "备注": 13,
}


def workbook(
    tickets: TicketQuerySet, *, seen_by: Viewer, county: str = "", filters: str = ""
) -> bytes:
    """Return the workbook; the trail says who took how many rows out, by which filters."""
    out = BytesIO()
    count = _save(
        out, ledger_lines.lines(tickets, seen_by=seen_by), county or _county(tickets), seen_by
    )
    record_export("ticket", actor=seen_by, rows=count, filters=filters)
    return out.getvalue()


def write(out: BinaryIO, tickets: TicketQuerySet, seen_by: Viewer, say: Say) -> int:
    """Write the workbook and return how many rows it has, telling how far it is."""
    lines = counted(ledger_lines.lines(tickets, seen_by=seen_by), say)
    return _save(out, lines, _county(tickets), seen_by)


def _save(out: BinaryIO, lines: Iterable[Line], county: str, seen_by: Viewer) -> int:
    title = TITLE.format(county=county)
    return outgoing.save_table(out, title, COLUMNS, _rows(lines), taken_by=seen_by, name=SHEET)


def _county(tickets: TicketQuerySet) -> str:
    """The county of all these tickets, so that the ledger says whose it is; nothing for several."""
    names = tickets.order_by().values_list("county__name", flat=True).distinct()[:2]
    found = list(names)
    return str(found[0]) if len(found) == 1 else ""


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
