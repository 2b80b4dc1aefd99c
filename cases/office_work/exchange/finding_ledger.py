"""The ledger of findings by indicator (评价指标问题台账): a finding a row, under its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.people.rules import unit_cells
from cadres.submissions.rules import text_limits
from cadres.workbooks.exchange.columns import Field, Holds
from cadres.workbooks.exchange.rows import RowReader, matched_sheets, rows_of
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules.row_values import Tally
from cases.ledgers.exchange import ledger_contents, upper_ledgers
from cases.ledgers.exchange.upper_ledgers import UpperLedger
from cases.ledgers.rules.imports import Kind
from cases.office_work.rules.finding_rows import FindingRow
from cases.office_work.services.finding_imports import import_findings

FIELDS = (
    Field("number", "外部编号", "问题编号 编号 问题序号 台账编号", is_required=True),
    Field(
        "indicator",
        "指标",
        "指标名称 评价指标 所属指标 一级指标 指标编号 对应指标",
        is_required=True,
    ),
    Field(
        "text",
        "发现的问题",
        "问题 存在问题 问题描述 问题内容 发现问题",
        is_required=True,
        holds=Holds.LONG,
    ),
    Field("evaluation", "哪次评价", "评价名称 评价批次 评价轮次 问题来源", is_required=True),
    Field(
        "found_on",
        "发现日期",
        "发现时间 评价时间 评价日期 反馈日期",
        is_required=True,
        holds=Holds.DAY,
    ),
    Field("unit", "牵头单位", "责任单位 牵头部门 责任部门 整改单位"),
    Field(
        "due_on",
        "佐证时限",
        "整改时限 完成时限 提交时限 时限 期限",
        is_required=True,
        holds=Holds.DAY,
    ),
)
KEY = "text"
NEEDED = {
    "number": ("没有外部编号", text_limits.OUTER_NUMBER),
    "indicator": ("没有写指标", 3 * text_limits.TITLE),
    "text": ("没有写发现的问题", 20_000),
    "evaluation": ("没有写哪次评价", text_limits.DOCUMENT),
}
ONE_UNIT = "一条问题只写一家牵头单位，这一格写了：{names}"


@dataclass(frozen=True, slots=True)
class FindingList:
    """The rows that can be read, in the order of the file."""

    titles: tuple[str, ...]
    rows: tuple[FindingRow, ...]
    tally: Tally

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(row.unit for row in self.rows if row.unit)


def parse(book: Workbook, corrected: Mapping[str, str] | None = None) -> FindingList:
    """Return the findings; a row without number, indicator, words or days is refused."""
    sheets, tally = matched_sheets(book, FIELDS, corrected)
    rows = rows_of(sheets, KEY, tally, _row)
    return FindingList(tuple(sheet.title for sheet in sheets), tuple(rows), tally)


def _row(reader: RowReader) -> FindingRow:
    said = {
        key: reader.needed(key, missing, limit, is_long=key == KEY)
        for key, (missing, limit) in NEEDED.items()
    }
    return FindingRow(
        origin=reader.origin,
        number=said["number"],
        indicator=said["indicator"],
        text=said["text"],
        evaluation=said["evaluation"],
        found_on=reader.needed_day("found_on", "没有发现日期"),
        unit=_unit(reader),
        due_on=reader.needed_day("due_on", "没有佐证时限"),
    )


def _unit(reader: RowReader) -> str:
    """Nothing where the lead unit of the indicator is meant."""
    written = reader.said("unit", is_long=True)
    if not written:
        return ""
    cell = unit_cells.read(written)
    if fault := cell.fault():
        reader.refuse("unit", fault)
    elif cell.helpers:
        reader.refuse("unit", ONE_UNIT.format(names="、".join(cell.units)))
    return cell.lead


def register() -> None:
    """Hand the ledger into the pages of imports: called once, when the site starts."""
    upper_ledgers.register(Kind.FINDINGS, UpperLedger(parse, import_findings))
    ledger_contents.register(Kind.FINDINGS, FIELDS, KEY)
