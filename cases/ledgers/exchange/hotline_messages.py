"""Messages to the 12345 hotline or a message board, with the official reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.workbooks.exchange.columns import Field, Holds
from cadres.workbooks.exchange.rows import RowReader, matched_sheets, rows_of
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules import cell_text
from cadres.workbooks.rules.row_values import Fault, RowError, Tally
from cases.ledgers.rules.ledger_rows import HotlineRow

FIELDS = (
    Field(
        "outer_number",
        "留言编号",
        "工单编号 编号 工单号 来电编号 受理编号 诉求编号 留言号 工单流水号",
    ),
    Field(
        "author",
        "留言用户",
        "来电人 诉求人 反映人 留言人 网民 用户 姓名 来电人姓名 留言网友",
    ),
    Field(
        "title",
        "留言主题",
        "主题 标题 诉求主题 工单标题 留言标题 诉求标题 反映主题 事项标题",
        is_required=True,
    ),
    Field(
        "asked_at",
        "留言时间",
        "来电时间 受理时间 诉求时间 反映时间 登记时间 提交时间 留言日期 来电日期",
        is_required=True,
        holds=Holds.MOMENT,
    ),
    Field(
        "text",
        "留言详情",
        "诉求内容 留言内容 来电内容 问题描述 工单内容 反映内容 内容 详情 诉求详情",
        is_required=True,
        holds=Holds.LONG,
    ),
    Field(
        "answer",
        "答复意见",
        "答复内容 回复内容 办理结果 回复 答复 办理情况 回复意见 处理结果",
        holds=Holds.LONG,
    ),
    Field(
        "answered_at",
        "答复时间",
        "回复时间 办结时间 答复日期 回复日期 办理时间 反馈时间 办结日期",
        holds=Holds.MOMENT,
    ),
)


@dataclass(frozen=True, slots=True)
class Messages:
    rows: tuple[HotlineRow, ...]
    tally: Tally

    @property
    def refused(self) -> list[RowError]:
        return self.tally.refused


def parse(book: Workbook, corrected: Mapping[str, str] | None = None, source: str = "") -> Messages:
    """`source` is the code of the county's source by which all of them came."""
    sheets, tally = matched_sheets(book, FIELDS, corrected)
    rows = rows_of(sheets, "text", tally, lambda reader: _row(reader, source))
    return Messages(tuple(rows), tally)


def _row(reader: RowReader, source: str) -> HotlineRow | None:
    asked_at, answered_at = reader.moment("asked_at"), reader.moment("answered_at")
    title, text = reader.line("title", 500), reader.paragraph("text", 100_000)
    if not text and not title:
        reader.refuse("text", "没有留言内容")
    if asked_at is None:
        if not reader.faults:
            reader.refuse("asked_at", "没有留言时间")
        return None
    if answered_at and answered_at < asked_at:
        reader.refuse("answered_at", "答复时间早于留言时间", Fault.CLOSED_BEFORE_REPORTED)
    answer = reader.paragraph("answer", 100_000)
    if cell_text.is_nothing(answer):
        answer = ""
    if answer and not answered_at and not reader.faults:
        reader.refuse("answered_at", "有答复，没有答复时间")
    if answered_at and not answer:
        reader.refuse("answer", "有答复时间，没有答复内容")
    return HotlineRow(
        origin=reader.origin,
        outer_number=reader.line("outer_number", 60),
        author=reader.line("author", 60),
        title=title or text[:60],
        text=text or title,
        asked_at=asked_at,
        answer=answer,
        answered_at=answered_at,
        source=source,
    )
