"""The 惠企政策清单: a policy a row, as the province's or the city's list hands it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cadres.workbooks.exchange.columns import Field, Holds
from cadres.workbooks.exchange.rows import RowReader, matched_sheets, rows_of
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules import cell_text
from cadres.workbooks.rules.row_values import RowError, Tally
from cases.policies.rules import policies as rules
from cases.policies.rules import policy_rows
from cases.policies.rules.policy_rows import PolicyRow
from enterprises.register.rules.enterprises import LONGEST_TAG

FIELDS = (
    Field("title", "政策名称", "政策标题 政策事项 文件名称 政策", is_required=True),
    Field("outer_id", "外部编号", "政策编号 政策编码 事项编码 编号 政策ID", is_required=True),
    Field("issuer", "发文机关", "发文单位 发布单位 发布机构 制定机关 出台单位", is_required=True),
    Field(
        "text",
        "政策内容",
        "支持内容 扶持内容 政策摘要 主要内容 奖补标准",
        is_required=True,
        holds=Holds.LONG,
    ),
    Field("unit", "主管单位", "责任单位 主管部门 兑现部门 牵头单位 实施单位", is_required=True),
    Field("document_number", "文号", "发文字号 文件号"),
    Field(
        "valid_from",
        "有效期从",
        "生效日期 开始日期 有效期起 实施日期",
        holds=Holds.DAY,
    ),
    Field(
        "valid_to",
        "有效期到",
        "失效日期 截止日期 有效期止 终止日期",
        holds=Holds.DAY,
    ),
    Field("apply_at", "申报地址或地点", "申报地址 申报方式 申报入口 申报渠道 办理地点"),
    Field(
        "is_automatic",
        "免申即享",
        "是否免申即享 兑现方式",
        words=("是", "否"),
    ),
    Field("sizes", "企业规模", "适用规模 规模要求"),
    Field("industries", "行业类别", "适用行业 所属行业 行业要求"),
    Field("tags", "企业标签", "适用标签 企业类型 资质要求 资质"),
    Field("townships", "所在乡镇", "适用乡镇 适用区域 乡镇"),
)
REQUIRED = {
    "issuer": ("发文机关", rules.LONGEST_ISSUER),
    "text": ("政策内容", 5000),
}


@dataclass(frozen=True, slots=True)
class PolicyList:
    """The rows of a list that can be read, in the order of the file."""

    titles: tuple[str, ...]
    rows: tuple[PolicyRow, ...]
    tally: Tally

    @property
    def refused(self) -> list[RowError]:
        return self.tally.refused


def parse(book: Workbook, corrected: Mapping[str, str] | None = None) -> PolicyList:
    """Return the policies; a row without number, title, issuer, text or unit is refused."""
    sheets, tally = matched_sheets(book, FIELDS, corrected)
    rows = rows_of(sheets, "title", tally, _row)
    return PolicyList(tuple(sheet.title for sheet in sheets), tuple(rows), tally)


def _row(reader: RowReader) -> PolicyRow:
    outer_id = reader.needed("outer_id", "没有外部编号", rules.LONGEST_NUMBER)
    said: dict[str, Any] = {"title": reader.needed("title", "没有政策名称", rules.LONGEST_TITLE)}
    for key, (label, limit) in REQUIRED.items():
        said[key] = reader.needed(key, f"没有{label}", limit, is_long=key == "text")
    said |= _plain(reader) | _days(reader) | _conditions(reader)
    return PolicyRow(
        reader.origin,
        outer_id,
        reader.needed("unit", "没有主管单位", 80),
        policy_rows.parts(reader.line("townships", 500)),
        policy_rows.trades(reader.paragraph("industries", 500)),
        said,
    )


def _plain(reader: RowReader) -> dict[str, Any]:
    found = {
        "document_number": reader.line("document_number", rules.LONGEST_NUMBER),
        "apply_at": reader.line("apply_at", rules.LONGEST_PLACE),
    }
    said: dict[str, Any] = {
        key: text for key, text in found.items() if not cell_text.is_nothing(text)
    }
    answer = reader.line("is_automatic", 20)
    if answer in policy_rows.YES | policy_rows.NO:
        said["is_automatic"] = answer in policy_rows.YES
    elif not cell_text.is_nothing(answer):
        reader.refuse("is_automatic", "请填“是”或“否”")
    return said


def _days(reader: RowReader) -> dict[str, Any]:
    begins, ends = reader.day("valid_from"), reader.day("valid_to")
    if policy_rows.ends_before(begins, ends):
        reader.refuse("valid_to", "有效期的终止日期早于起始日期")
    found = {"valid_from": begins, "valid_to": ends}
    return {key: day for key, day in found.items() if day is not None}


def _conditions(reader: RowReader) -> dict[str, Any]:
    said: dict[str, Any] = {}
    sizes = policy_rows.parts(reader.line("sizes", 200))
    if sizes is not None:
        if unknown := policy_rows.unknown_sizes(sizes):
            reader.refuse("sizes", f"没有“{unknown[0]}”这种规模，请填规上、规下、小微、个体或不限")
        else:
            said["sizes"] = list(dict.fromkeys(policy_rows.SIZES[word] for word in sizes))
    tags = policy_rows.parts(reader.line("tags", 500))
    if tags is not None:
        if any(len(one) > LONGEST_TAG for one in tags):
            reader.refuse("tags", "标签过长，请用顿号分开")
        said["tags"] = list(tags)
    return said
