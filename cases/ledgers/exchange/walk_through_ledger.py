"""The 一把手走流程 ledger: a measure a row, under the number of the problem that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.people.rules import unit_cells
from cadres.people.rules.unit_cells import UnitCell
from cadres.submissions.rules import text_limits
from cadres.workbooks.exchange.columns import Field, Holds
from cadres.workbooks.exchange.rows import RowReader, matched_sheets, rows_of
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules.row_values import LeftOut, RowError, Tally
from cases.ledgers.exchange import lead_units
from cases.ledgers.rules.walk_through_rows import WalkRow

FIELDS = (
    Field("number", "问题编号", "编号 问题序号 问题代码 台账编号", is_required=True),
    Field(
        "text",
        "问题",
        "发现的问题 发现问题 存在问题 问题描述 问题内容 流程问题 问题清单",
        is_required=True,
        holds=Holds.LONG,
    ),
    Field(
        "walked_on",
        "走流程时间",
        "走流程日期 体验时间 体验日期 发现时间 发现日期 时间 日期",
        is_required=True,
        holds=Holds.DAY,
    ),
    Field("leader", "走流程人", "走流程领导 体验人 体验领导 一把手 领导姓名"),
    Field("category", "问题类别", "问题类型 类别 问题分类 所属领域"),
    Field("unit", "牵头单位", "责任单位 整改单位 牵头部门 责任部门 主责单位", is_required=True),
    Field("co_units", "配合单位", "协办单位 配合部门 协同单位 协助单位"),
    Field(
        "measure",
        "整改举措",
        "整改措施 举措 措施 优化举措 改进措施 整改任务 具体措施",
        is_required=True,
    ),
    Field("owner", "责任人", "整改责任人 具体责任人 负责人"),
    Field(
        "due_on",
        "完成时限",
        "整改时限 完成期限 计划完成时间 时限 期限",
        holds=Holds.DAY,
    ),
    Field("told", "完成情况", "整改情况 落实情况 进展情况 整改成效 整改结果 办理情况"),
    Field(
        "done_on",
        "完成时间",
        "完成日期 整改完成时间 实际完成时间",
        holds=Holds.DAY,
    ),
    Field(
        "closed_on",
        "销号时间",
        "销号日期 问题销号时间 办结时间",
        holds=Holds.DAY,
    ),
)
KEY = "measure"
NEEDED = {
    "number": ("没有问题编号", text_limits.OUTER_NUMBER),
    "text": ("没有写问题", 20_000),
    "measure": ("没有整改举措", 300),
}


@dataclass(frozen=True, slots=True)
class Walks:
    titles: tuple[str, ...]
    rows: tuple[WalkRow, ...]
    tally: Tally
    # Cells with several units of which none is said to lead, as they are written.
    several: tuple[str, ...] = ()

    @property
    def refused(self) -> list[RowError]:
        return self.tally.refused


def parse(
    book: Workbook, corrected: Mapping[str, str] | None = None, *, first_leads: bool = False
) -> Walks:
    """Return the measures; of several units in one cell the first leads only where one said so."""
    sheets, tally = matched_sheets(book, FIELDS, corrected)
    several: dict[str, None] = {}

    def read(reader: RowReader) -> WalkRow:
        return _row(reader, lead_units.read(reader, several, first_leads=first_leads))

    rows = rows_of(sheets, KEY, tally, read)
    titles = tuple(sheet.title for sheet in sheets)
    return Walks(titles, tuple(rows), tally, tuple(several))


def _row(reader: RowReader, units: UnitCell) -> WalkRow:
    said = {
        key: reader.needed(key, missing, limit, is_long=key == "text")
        for key, (missing, limit) in NEEDED.items()
    }
    if not units.lead and not units.fault():
        reader.refuse("unit", "没有牵头单位")
    walked_on = reader.needed_day("walked_on", "没有走流程时间")
    told, done_on = reader.said("told", 20_000, is_long=True), reader.day("done_on")
    if done_on and not told:
        reader.refuse("told", "有完成时间，没有写完成情况")
    return WalkRow(
        origin=reader.origin,
        number=said["number"],
        text=said["text"],
        walked_on=walked_on,
        leader=reader.said("leader", 40),
        category=reader.said("category", 40),
        unit=units.lead,
        co_units=_co_units(reader, units),
        closed_on=reader.day("closed_on"),
        measure=said["measure"],
        owner=reader.said("owner", 40),
        due_on=reader.day("due_on"),
        told=told,
        done_on=done_on,
    )


def _co_units(reader: RowReader, units: UnitCell) -> tuple[str, ...]:
    """Whom nobody can ask by name helps nobody: that is said, and the row is taken."""
    helpers = unit_cells.read(reader.paragraph("co_units"))
    if fault := helpers.fault():
        reader.left_out.append(LeftOut(reader.origin, f"配合单位{fault}"))
    found = dict.fromkeys([*units.helpers, *helpers.units])
    return tuple(name for name in found if name != units.lead)
