"""交办单: the ticket as a form, with room for both units' seals and signatures."""

from __future__ import annotations

from cases.rules.letters import wording
from cases.rules.letters.matter import Matter
from cases.rules.letters.sheets import Cell, FormTable, Layout, LetterSheet, body_of

TITLE = "企业问题交办单"
SIGNED_MM = 26.0


def sheet(matter: Matter) -> LetterSheet:
    return LetterSheet(
        issuer=matter.issuer,
        title=TITLE,
        dated_on=matter.today,
        layout=Layout.FORM,
        addressee=matter.unit,
        body=body_of(
            f"现将{matter.who}反映的问题交你单位办理。请按时签收，主动联系企业，在时限内办结，"
            "并在系统中反馈办理情况；不属于本单位职责的，请按规定期限退回并说明依据。"
        ),
        contact=matter.contact,
        cc=matter.cc,
        tables=(FormTable("", (3, 6, 3, 4.5), _rows(matter)),),
    )


def _rows(matter: Matter) -> tuple[tuple[Cell, ...], ...]:
    own = wording.day(matter.unit_due_on) if matter.unit_due_on else "自签收之日起计算"
    return (
        _pair("工单编号", matter.number, "反映日期", wording.day(matter.filed_on)),
        _pair("反映企业（诉求人）", matter.who, "问题类别", matter.category),
        _pair("承办单位", matter.unit, "协办单位", matter.co_units or "无"),
        _pair("办理类别", matter.handling, "本单位时限", own),
        (Cell("对企业承诺", is_label=True), Cell(f"{wording.day(matter.due_on)}前办结", 3)),
        (Cell("反映问题", is_label=True), Cell(matter.title, 3)),
        (Cell("具体情况", is_label=True), Cell(matter.description, 3)),
        (
            Cell("交办单位\n（盖章）", is_label=True),
            Cell(matter.issuer, is_centred=True, height_mm=SIGNED_MM),
            Cell("承办单位\n签收", is_label=True),
            Cell("签收人：\n\n　　　年　月　日", height_mm=SIGNED_MM),
        ),
    )


def _pair(label: str, text: str, other: str, more: str) -> tuple[Cell, ...]:
    return (Cell(label, is_label=True), Cell(text), Cell(other, is_label=True), Cell(more))
