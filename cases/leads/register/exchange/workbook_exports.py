"""The register and the quarter's list leave the room as workbooks: on record, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from cadres.deadlines.rules.limits import day_of
from cadres.workbooks.exchange import outgoing
from cases.leads.register.exchange import register_export
from cases.leads.register.exchange.register_export import Caption, RegisterRow
from cases.leads.register.models.quarterly import QuarterlyList
from cases.leads.register.rules import figures
from cases.leads.register.rules.figures import Figure, Figures
from cases.leads.register.rules.quarter_lists import ListRow, ListSheet
from cases.leads.register.services.exports import record_quarterly, record_register
from cases.leads.register.services.summaries import ReadRow
from cases.leads.vault.rules.reader import Reader
from cases.letters.rules.wording import clauses

LIST_NAME = "季度清单"
LIST_COLUMNS = {
    "序号": 6,
    "线索编号": 24,
    "送达日期": 12,
    "签收日期": 12,
    "受理日期": 12,
    "反馈期限": 12,
    "反馈日期": 12,
    "状态": 15,
    "办理结果": 16,
    "备注": 26,
}


def take_out_register(rows: Sequence[ReadRow], county: str, *, seen_by: Reader) -> bytes:
    """Return the register; what the reader may not read stands as such in its place."""
    record_register(len(rows), actor=seen_by)
    caption = Caption(county, seen_by.side, seen_by.today)
    lines = [_line(one, seen_by) for one in rows]
    return register_export.workbook(lines, caption, taken_by=seen_by.viewer)


def take_out_list(made: QuarterlyList, sheet: ListSheet, *, seen_by: Reader) -> bytes:
    """Return the quarter's list as it was frozen, with its figures under the title."""
    record_quarterly(made, len(sheet.rows), actor=seen_by)
    out = BytesIO()
    outgoing.save_table(
        out,
        f"{clauses.WORKING}　{sheet.title}",
        LIST_COLUMNS,
        _list_rows(sheet.rows),
        taken_by=seen_by.viewer,
        name=LIST_NAME,
        note=_note(sheet),
    )
    return out.getvalue()


def _line(one: ReadRow, seen_by: Reader) -> RegisterRow:
    lead, standing, matter = one.row.lead, one.row.standing, one.line.matter
    hidden = figures.hidden_word(seen_by.side, lead.state, lead.route)
    return RegisterRow(
        number=lead.number,
        route=lead.route,
        opened_on=day_of(lead.opened_at),
        body=lead.body,
        is_urgent=lead.is_urgent,
        delivered_on=standing.delivered_on,
        signed_on=day_of(lead.signed_at) if lead.signed_at else None,
        accepted_on=standing.accepted_on,
        outcome=lead.outcome,
        answered_on=standing.answered_on,
        due="超期" if standing.is_overdue(seen_by.today) else "",
        title=matter.title if matter else hidden,
        persons="；".join(str(person) for person in matter.persons) if matter else None,
    )


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
            *(date.fromisoformat(day) if day else None for day in days),
            row.state_label,
            row.outcome_label,
            row.remarks,
        ]


def _note(sheet: ListSheet) -> str:
    carried = sum(row.is_carried for row in sheet.rows)
    parts = [f"{one.label} {one.figures.transferred} 件" for one in sheet.by_field]
    lines = [
        f"本季度{_words(sheet.total)}；上季结转 {carried} 件。",
        f"按领域：{'，'.join(parts)}。" if parts else "",
        f"生成：{sheet.made_by}　{sheet.made_on}",
    ]
    return "\n".join(line for line in lines if line)


def _words(found: Figures) -> str:
    counts = [f"{figure.label} {getattr(found, figure)} 件" for figure in Figure]
    rates = [
        f"{name} {rate.words}"
        for name, rate in (("反馈率", found.feedback), ("按时反馈率", found.timely))
    ]
    return f"{'，'.join(counts)}；{'，'.join(rates)}"
