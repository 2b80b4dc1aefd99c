"""A file of the province's rating system (省好差评系统): one service a row, rated or not."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.people.rules import naming, phones
from cadres.workbooks.exchange import columns, unseen_rows
from cadres.workbooks.exchange.columns import Field
from cadres.workbooks.exchange.rows import RowReader, matched_sheets, rows_of
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules import cell_text
from cadres.workbooks.rules.row_values import Origin, Tally
from cases.window_ratings.rules import level_words, ratings
from cases.window_ratings.rules.ratings import Level
from cases.window_ratings.services.recording import Rated

FIELDS = (
    Field(
        "number",
        "评价编号",
        "评价流水号 评价ID 评价单号 编号 业务流水号 办件编号 办件流水号 流水号 评价记录编号",
        is_required=True,
    ),
    Field(
        "unit",
        "办理单位",
        "被评价单位 部门 承办单位 责任单位 单位 单位名称 部门名称 所属部门 评价部门 "
        "实施主体 服务部门",
        is_required=True,
    ),
    Field(
        "level",
        "评价等级",
        "评价结果 满意度 评价 总体评价 整体评价 评价满意度 综合评价 评价星级",
        is_required=True,
    ),
    Field("served", "服务日期", "办件时间 办结时间 办理时间 服务时间 受理时间 办件日期 办结日期"),
    Field("rated", "评价日期", "评价时间 评价提交时间 提交评价时间"),
    Field("window", "窗口", "窗口名称 评价窗口 办事窗口 科室 窗口或科室 服务窗口 窗口编号"),
    Field("matter", "事项名称", "事项 办理事项 服务事项 业务名称 办件名称 评价事项"),
    Field("channel", "评价渠道", "渠道 评价来源 来源渠道 评价终端"),
    Field("how", "评价方式", "评价类型 是否默认 评价性质"),
    Field(
        "words", "评价内容", "评价详情 评价意见 文字评价 评语 差评原因 具体评价 评价描述 不满意原因"
    ),
    Field("name", "评价人", "评价人姓名 办事人 办事人姓名 申请人 姓名 用户姓名 办件人"),
    Field("phone", "联系电话", "评价人电话 手机号 联系方式 电话 手机号码 办事人电话"),
)
# The field that says what a row is about: where it is struck through, the row is.
KEY = "number"
UNKNOWN_LEVEL = (
    "“{word}”不是能认出的评价等级，请改为非常满意、满意、基本满意、不满意、非常不满意或未评价"
)


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A row that can be read: where it stands, the unit as written, and what was said."""

    origin: Origin
    unit: str
    window: str
    rated: Rated


@dataclass(frozen=True, slots=True)
class Ratings:
    rows: tuple[RatingRow, ...]
    tally: Tally


def parse(book: Workbook) -> Ratings:
    """Return the rows; one without number, unit, level or day is refused with its cell."""
    sheets, tally = matched_sheets(book, FIELDS, may_be_hidden=True)
    rows = rows_of(sheets, KEY, tally, _row)
    return Ratings(tuple(rows), tally)


def unseen(book: Workbook) -> dict[str, int]:
    """Return how many rows of the sheets in sight nobody sees, or sees struck through."""
    return unseen_rows.counted(
        ((sheet, columns.locate(sheet, FIELDS)) for sheet in book.seen or book.sheets), KEY
    )


def _row(reader: RowReader) -> RatingRow | None:
    number, unit = reader.line("number", ratings.NUMBER), reader.line("unit", 100)
    if cell_text.is_nothing(number):
        reader.refuse("number", "没有评价编号")
    if cell_text.is_nothing(unit):
        reader.refuse("unit", "没有办理单位")
    level = _level(reader)
    rated = reader.day("rated")
    served = reader.day("served") or rated
    if served is None and not reader.faults:
        reader.refuse("served", "没有服务日期，也没有评价日期")
    if level not in (None, Level.UNRATED) and rated is None and not reader.faults:
        rated = served
    if served is None or level is None:
        return None
    said = Rated(
        number=number,
        level=level,
        served_on=served,
        rated_on=None if level == Level.UNRATED else rated,
        matter=_kept(reader.line("matter", ratings.MATTER)),
        channel=_kept(reader.line("channel", 20)),
        words=_kept(reader.paragraph("words", ratings.WORDS)),
        rater_name=naming.person_name(_kept(reader.line("name", ratings.RATER))),
        rater_phone=phones.kept(_kept(reader.line("phone", 60))),
    )
    return RatingRow(reader.origin, unit, _kept(reader.line("window", ratings.WINDOW)), said)


def _level(reader: RowReader) -> Level | None:
    word = reader.line("level", 40)
    level = level_words.level_of(word, reader.line("how", 20))
    if level is None:
        reader.refuse("level", UNKNOWN_LEVEL.format(word=word))
    return level


def _kept(text: str) -> str:
    return "" if cell_text.is_nothing(text) else text
