"""交办单: the ticket as a form, with room for both units' seals and signatures."""

from __future__ import annotations

from cases.letters.rules.facts import Matter
from cases.letters.rules.sheets import Cell, FormTable, Layout, LetterSheet, body_of
from cases.letters.rules.wording import address, clauses, title_lines

TITLE = "企业问题交办单"
SIGNED_MM = 24.0
# So many signs has a line of the cell in which the issuer stands.
CELL_SIGNS = 12
EARLIER = "（先到期）"


def sheet(matter: Matter) -> LetterSheet:
    return LetterSheet(
        issuer=matter.issuer,
        title=TITLE,
        dated_on=matter.today,
        layout=Layout.FORM,
        addressee=matter.unit,
        body=body_of(
            f"现将{matter.who}反映的问题交{address.you(matter.unit)}办理。请按时签收，主动联系"
            "诉求人，在时限内办结，并在系统中反馈办理情况；不属于本单位职责的，请按规定期限退回"
            "并说明依据。"
        ),
        contact=matter.contact,
        cc=matter.cc,
        tables=(FormTable("", (3.4, 6, 2.6, 4.5), _rows(matter)),),
    )


def _rows(matter: Matter) -> tuple[tuple[Cell, ...], ...]:
    dispatched = matter.dispatched_on or matter.today
    return (
        _pair("工单编号", matter.number, "反映日期", clauses.day(matter.filed_on)),
        _pair("反映企业\n（诉求人）", _name(matter.who), "交办日期", clauses.day(dispatched)),
        _pair("承办单位", _name(matter.unit), "协办单位", matter.co_units or "无"),
        _pair("问题类别", matter.category, "办理类别", matter.handling),
        (Cell("承办时限\n（承办单位）", is_label=True), Cell(_own(matter), 3)),
        (Cell("承诺时限\n（县对企业）", is_label=True), Cell(_promised(matter), 3)),
        (Cell("反映问题", is_label=True), Cell(matter.title, 3)),
        (Cell("具体情况", is_label=True), Cell(matter.description, 3)),
        (
            Cell("交办单位\n（盖章）", is_label=True),
            Cell(_name(matter.issuer), is_centred=True, height_mm=SIGNED_MM),
            Cell("承办单位\n签收", is_label=True),
            Cell("签收人：\n\n　　　年　月　日", height_mm=SIGNED_MM),
        ),
    )


def _own(matter: Matter) -> str:
    """The unit's own date; the earlier of the two is marked."""
    if matter.unit_due_on is None:
        return "自签收之日起计算"
    marked = EARLIER if matter.unit_due_on <= matter.due_on else ""
    return f"{clauses.day(matter.unit_due_on)}前办结{marked}"


def _promised(matter: Matter) -> str:
    is_earlier = matter.unit_due_on is not None and matter.due_on < matter.unit_due_on
    return f"{clauses.day(matter.due_on)}前办结{EARLIER if is_earlier else ''}"


def _name(name: str) -> str:
    """On the lines of its cell; no word is cut."""
    return "\n".join(title_lines.lines(name, CELL_SIGNS))


def _pair(label: str, text: str, other: str, more: str) -> tuple[Cell, ...]:
    return (Cell(label, is_label=True), Cell(text), Cell(other, is_label=True), Cell(more))
