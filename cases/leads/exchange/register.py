"""The register (移送登记簿) and the quarterly list (季度清单) as .xlsx for A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from cadres.exchange import outgoing
from cadres.rules.limits import day_of
from cases.leads.models import QuarterlyList
from cases.leads.rules import figures
from cases.leads.rules.content import Matter
from cases.leads.rules.figures import Figure, Figures
from cases.leads.rules.matters import Kind
from cases.leads.rules.procedure import Outcome, State
from cases.leads.rules.quarterly import ListRow, ListSheet
from cases.leads.rules.reader import Reader
from cases.leads.services.exports import record_quarterly, record_register
from cases.leads.services.summaries import ReadRow

TITLE, SHEET = "问题线索移送登记簿", "移送登记簿"
COLUMNS = {
    "序号": 5,
    "线索编号": 20,
    "类别": 13,
    "领域": 9,
    "事由": 30,
    "涉及单位和人员": 26,
    "移送日期": 10,
    "签收日期": 10,
    "受理日期": 10,
    "反馈期限": 10,
    "反馈日期": 10,
    "状态": 11,
    "结果": 12,
    "备注": 10,
}
LIST_SHEET = "季度清单"
LIST_COLUMNS = {
    "序号": 6,
    "线索编号": 24,
    "类别": 16,
    "移送日期": 12,
    "签收日期": 12,
    "受理日期": 12,
    "反馈期限": 12,
    "反馈日期": 12,
    "状态": 15,
    "结果": 16,
    "备注": 26,
}


def workbook(rows: Sequence[ReadRow], *, seen_by: Reader) -> bytes:
    """Return the register; what the reader may not read stands as such in its place."""
    record_register(len(rows), actor=seen_by)
    return _saved(TITLE, SHEET, COLUMNS, _rows(rows, seen_by), seen_by)


def list_workbook(made: QuarterlyList, sheet: ListSheet, *, seen_by: Reader) -> bytes:
    """Return the quarter's list as it was frozen, with its figures under the title."""
    record_quarterly(made, len(sheet.rows), actor=seen_by)
    rows = _list_rows(sheet.rows)
    return _saved(sheet.title, LIST_SHEET, LIST_COLUMNS, rows, seen_by, _words(sheet))


def _saved(
    title: str,
    name: str,
    columns: dict[str, int],
    rows: Iterable[Sequence[Any]],
    seen_by: Reader,
    note: str = "",
) -> bytes:
    out = BytesIO()
    outgoing.save_table(
        out,
        name=name,
        title=title,
        headings=list(columns),
        widths=list(columns.values()),
        rows=rows,
        taken_by=seen_by.viewer,
        note=note,
    )
    return out.getvalue()


def _rows(rows: Sequence[ReadRow], seen_by: Reader) -> Iterator[list[Any]]:
    for nth, one in enumerate(rows, 1):
        lead, standing = one.row.lead, one.row.standing
        yield [
            nth,
            lead.number,
            Kind(lead.kind).label,
            *_content(one, seen_by),
            standing.delivered_on,
            day_of(lead.signed_at) if lead.signed_at else None,
            standing.accepted_on,
            standing.answer_due_on,
            standing.answered_on,
            State(lead.state).label,
            Outcome(lead.outcome).label if lead.outcome else "",
            _remarks(one, seen_by.today),
        ]


def _content(one: ReadRow, seen_by: Reader) -> tuple[str, str, str]:
    lead, matter = one.row.lead, one.line.matter
    if matter is None:
        return "", figures.hidden_word(seen_by.side, lead.state, lead.route), ""
    return matter.field_label, matter.title, _concerned(matter)


def _concerned(matter: Matter) -> str:
    named = [one.name for one in matter.units] + [str(one) for one in matter.persons]
    return "；".join(named)


def _remarks(one: ReadRow, on: date) -> str:
    lead = one.row.lead
    said = (
        (lead.is_urgent, "紧急"),
        (one.row.standing.is_overdue(on), "超期"),
        (lead.rounds > 0, f"退回补充 {lead.rounds} 次"),
    )
    return "、".join(word for holds, word in said if holds)


def _list_rows(rows: Iterable[ListRow]) -> Iterator[list[Any]]:
    for nth, row in enumerate(rows, 1):
        days = (
            row.delivered_on,
            row.signed_on,
            row.accepted_on,
            row.answer_due_on,
            row.answered_on,
        )
        yield [
            nth,
            row.number,
            row.kind_label,
            *(date.fromisoformat(day) if day else None for day in days),
            row.state_label,
            row.outcome_label,
            row.remarks,
        ]


def _words(sheet: ListSheet) -> str:
    carried = sum(row.is_carried for row in sheet.rows)
    parts = [f"{one.label} {one.figures.transferred} 件" for one in sheet.by_field]
    lines = [
        f"本季度{_figures(sheet.total)}；上季结转 {carried} 件。",
        f"按领域：{'，'.join(parts)}。" if parts else "",
        f"生成：{sheet.made_by}　{sheet.made_on}",
    ]
    return "\n".join(line for line in lines if line)


def _figures(found: Figures) -> str:
    counts = [f"{figure.label} {getattr(found, figure)} 件" for figure in Figure]
    feedback, timely = figures.rate_words(found.feedback), figures.rate_words(found.timely)
    return f"{'，'.join(counts)}；反馈率 {feedback}，按时反馈率 {timely}"
