"""The 涉企检查名单: a check a row, as the supervision platform or a department hands it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.workbooks.exchange.columns import Field, Holds
from cadres.workbooks.exchange.rows import RowReader, matched_sheets
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules import cell_text
from cadres.workbooks.rules.row_values import Fault, RowError, Tally
from enterprises.register.rules import credit_codes, enterprise_names
from enterprises.visits.rules.official_check_rows import CheckRow
from enterprises.visits.rules.official_checks import (
    LONGEST_BODY,
    LONGEST_NUMBER,
    LONGEST_SUBJECT,
    CheckFacts,
    Shown,
)

FIELDS = (
    Field(
        "name",
        "企业名称",
        "被检查企业 受检企业 检查对象 被检查对象 检查对象名称 市场主体名称 企业 单位名称 "
        "被检查单位 行政相对人 行政相对人名称 经营主体名称",
        is_required=True,
    ),
    Field(
        "code",
        "统一社会信用代码",
        "社会信用代码 信用代码 统一信用代码 企业代码 行政相对人代码 营业执照号",
    ),
    Field(
        "on",
        "检查日期",
        "检查时间 入企时间 入企日期 计划检查时间 计划检查日期 实施日期 检查开始时间 日期",
        is_required=True,
        holds=Holds.DAY,
    ),
    Field(
        "body",
        "检查单位",
        "检查机关 执法单位 执法部门 执法机关 检查部门 实施单位 检查主体 行政执法主体",
        is_required=True,
    ),
    Field("subject", "检查事项", "检查内容 检查项目 事项名称 检查任务 检查事项名称"),
    Field(
        "number",
        "检查编号",
        "编号 入企码 任务编号 检查通知书文号 通知书编号 检查通知书 检查任务编号 备案号",
    ),
    Field(
        "scanned",
        "是否扫码",
        "扫码入企 是否扫码入企 扫码情况 是否亮码",
        words=("是", "否"),
    ),
)
YES, NO = frozenset({"是", "有", "已扫码", "扫码", "√"}), frozenset({"否", "无", "未扫码", "×"})


@dataclass(frozen=True, slots=True)
class Checks:
    """The rows of a list that can be read, in the order of the file."""

    titles: tuple[str, ...]
    rows: tuple[CheckRow, ...]
    tally: Tally

    @property
    def refused(self) -> list[RowError]:
        return self.tally.refused


def parse(book: Workbook, corrected: Mapping[str, str] | None = None) -> Checks:
    """Return the checks; a row without enterprise, day or body is refused with its cell."""
    sheets, tally = matched_sheets(book, FIELDS, corrected)
    rows: list[CheckRow] = []
    for sheet in sheets:
        for reader in sheet.readers("name"):
            row = _row(reader)
            if error := reader.error():
                tally.refused.append(error)
            elif row:
                rows.append(row)
    return Checks(tuple(sheet.title for sheet in sheets), tuple(rows), tally)


def _row(reader: RowReader) -> CheckRow | None:
    name = enterprise_names.enterprise_name(reader.line("name", 120))
    code = credit_codes.credit_code(reader.line("code", 60))
    if not name:
        reader.refuse("name", "没有企业名称")
    if code and (fault := credit_codes.code_fault(code)):
        reader.refuse("code", fault, Fault.BAD_CODE)
    body = reader.line("body", LONGEST_BODY)
    if not body:
        reader.refuse("body", "没有检查单位")
    on = reader.day("on")
    if on is None:
        if not reader.faults:
            reader.refuse("on", "没有检查日期")
        return None
    subject, number = reader.line("subject", LONGEST_SUBJECT), reader.line("number", LONGEST_NUMBER)
    facts = CheckFacts(on, body, subject, _number(number), _shown(reader))
    return CheckRow(reader.origin, name, code, facts)


def _number(text: str) -> str:
    return "" if cell_text.is_nothing(text) else text


def _shown(reader: RowReader) -> str:
    """A word that is neither yes nor no is refused, not taken for unsaid."""
    text = reader.line("scanned", 20)
    if not text or (cell_text.is_nothing(text) and text not in NO):
        return ""
    if text in YES | NO:
        return Shown.YES.value if text in YES else Shown.NO.value
    reader.refuse("scanned", "请填“是”或“否”")
    return ""
