"""The 企业反映问题台账: one problem a row, as it stands this week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cadres.people.rules import unit_cells
from cadres.people.rules.unit_cells import UnitCell
from cadres.workbooks.exchange.columns import Field, Holds
from cadres.workbooks.exchange.rows import RowReader, matched_sheets, rows_of
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules.row_values import LeftOut, RowError, Tally
from cases.ledgers.exchange import issue_words, lead_units
from cases.ledgers.rules import ledger_rows, ledger_words
from cases.ledgers.rules.ledger_answers import Asked, closing_fault
from cases.ledgers.rules.ledger_rows import IssueRow
from cases.tickets.rules.sources import usual_sources
from cases.tickets.rules.vocabulary import Satisfaction
from enterprises.register.rules import credit_codes, enterprise_names

FIELDS = (
    Field(
        "enterprise",
        "企业名称",
        "企业名称全称 企业全称 反映企业 反映问题企业 市场主体名称 公司名称 企业 诉求企业 "
        "诉求主体 经营主体名称 涉及企业 提出企业 反映单位 企业单位名称",
        is_required=True,
    ),
    Field(
        "code",
        "统一社会信用代码",
        "社会信用代码 信用代码 统一信用代码 企业代码",
    ),
    Field(
        "category",
        "问题类别",
        "问题类型 诉求类别 诉求类型 类别 问题分类 分类 问题领域 所属类别 事项类别 问题性质 "
        "诉求分类 类型",
    ),
    Field(
        "text",
        "问题描述",
        "问题内容 问题诉求内容 问题（诉求）内容 诉求内容 反映问题 存在问题 主要问题 问题 "
        "具体问题 企业诉求 问题及诉求 反映的问题 问题诉求 反映事项 问题详情 困难问题 "
        "反映问题及诉求 具体诉求 事项内容 企业反映问题 问题情况",
        is_required=True,
        holds=Holds.LONG,
    ),
    Field(
        "reported_on",
        "反映时间",
        "反映日期 提出时间 收集时间 登记时间 受理时间 诉求时间 问题提出时间 收集日期 "
        "登记日期 受理日期 上报时间 交办时间 提出日期 时间 日期",
        is_required=True,
        holds=Holds.DAY,
    ),
    Field(
        "source",
        "问题来源",
        "来源 诉求来源 收集方式 反映渠道 来源渠道 渠道 收集渠道 反映方式 诉求渠道 信息来源 "
        "受理渠道",
        words=tuple(source.name for source in usual_sources.USUAL),
    ),
    Field(
        "unit",
        "责任单位",
        "牵头单位 承办单位 主办单位 办理单位 交办单位 责任部门 牵头部门 牵头责任单位 "
        "主责单位 承办部门 办理部门 问题交办单位 主办部门 责任主体 解决单位",
    ),
    Field(
        "co_units",
        "协办单位",
        "配合单位 协同单位 配合部门 协办部门 协助单位 协同部门 参与单位 责任协办单位",
    ),
    Field(
        "due_on",
        "办理时限",
        "办结期限 办理期限 完成时限 办结时限 整改时限 解决时限 限办时间 要求办结时间 "
        "解决问题时限 计划完成时间 截止时间 限时 应办结时间 承诺办结时间 办理截止日期 时限 "
        "期限 截止日期 计划办结时间",
        holds=Holds.DAY,
    ),
    Field(
        "result",
        "办理情况",
        "办理结果 进展情况 当前进展 解决情况 处理情况 办理进展 落实情况 工作进展 处理结果 "
        "办理进度 化解情况 办理答复 解决措施 推进情况 答复情况 处理意见",
        holds=Holds.LONG,
    ),
    Field(
        "closed_on",
        "办结时间",
        "办结日期 完成时间 解决时间 实际办结时间 销号时间 实际完成时间 完成日期 办理完成时间 "
        "化解时间 实际办结日期 销号日期 解决日期",
        holds=Holds.DAY,
    ),
    Field(
        "status",
        "是否办结",
        "办结情况 办理状态 状态 是否解决 是否完成 是否销号 完成情况 办结状态 办结与否 "
        "解决状态 销号情况 是否化解 办理情况是否办结 当前状态 问题状态",
        words=("是", "否"),
    ),
    Field(
        "satisfaction",
        "企业满意度",
        "满意度 是否满意 满意情况 企业评价 评价 回访满意度 满意程度 满意度评价 企业是否满意 "
        "企业满意情况 满意度测评 回访评价 回访情况",
        words=tuple(Satisfaction.labels),
    ),
    Field(
        "remark",
        "备注",
        "说明 备考 附注",
    ),
)


@dataclass(frozen=True, slots=True)
class Issues:
    titles: tuple[str, ...]
    rows: tuple[IssueRow, ...]
    tally: Tally
    # Cells with several units of which none is said to lead, as they are written.
    several: tuple[str, ...] = ()

    @property
    def refused(self) -> list[RowError]:
        return self.tally.refused


def parse(
    book: Workbook, corrected: Mapping[str, str] | None = None, *, first_leads: bool = False
) -> Issues:
    """Return the problems and the refused rows; who the enterprise is, the register says later.

    Of several units in one cell the first one leads only where a person said so.
    """
    sheets, tally = matched_sheets(book, FIELDS, corrected)
    several: dict[str, None] = {}

    def read(reader: RowReader) -> IssueRow | None:
        return _row(reader, lead_units.read(reader, several, first_leads=first_leads))

    rows = rows_of(sheets, "enterprise", tally, read)
    titles = tuple(sheet.title for sheet in sheets)
    return Issues(titles, tuple(rows), tally, tuple(several))


def _row(reader: RowReader, units: UnitCell) -> IssueRow | None:
    reported_on = reader.day("reported_on")
    said, written = issue_words.closing(reader), reader.line("satisfaction", 40)
    term, due_on, unclear_term = issue_words.limit(reader)
    satisfaction = ledger_words.satisfaction_of(written, reader.match.heading_of("satisfaction"))
    unclear = [said.unclear, unclear_term]
    if satisfaction is None:
        unclear.append(issue_words.asked(reader, Asked.RATING, written))
    row = IssueRow(
        origin=reader.origin,
        enterprise=enterprise_names.enterprise_name(reader.line("enterprise", 120)),
        code=credit_codes.credit_code(reader.line("code", 60)),
        category=reader.line("category", 40),
        text=reader.paragraph("text"),
        source=reader.line("source", 60),
        reported_on=reported_on or date.min,
        unit=units.lead,
        co_units=_co_units(units, _helpers(reader)),
        due_on=due_on,
        result=reader.paragraph("result"),
        closed_on=said.on,
        is_closed=said.is_closed,
        satisfaction=satisfaction or "",
        number=ledger_rows.number_in(reader.line("remark", 500)),
        term=term,
        unclear=tuple(filter(None, unclear)),
    )
    _check(row, reader)
    return row if reported_on else None


def _helpers(reader: RowReader) -> UnitCell:
    """Whom nobody can ask by name helps nobody: that is said, and the row is taken."""
    helpers = unit_cells.read(reader.paragraph("co_units"))
    if fault := helpers.fault():
        reader.left_out.append(LeftOut(reader.origin, f"协办单位{fault}"))
    return helpers


def _co_units(units: UnitCell, others: UnitCell) -> tuple[str, ...]:
    found = dict.fromkeys([*units.helpers, *others.units])
    return tuple(name for name in found if name != units.lead)


def _check(row: IssueRow, reader: RowReader) -> None:
    """Refuse what is not said; a cell that could not be read was refused already."""
    could_read = not reader.faults
    for key, is_said, missing in (
        ("enterprise", row.enterprise or row.number, "没有企业名称"),
        ("text", row.text, "没有问题描述"),
        ("reported_on", row.reported_on > date.min or not could_read, "没有反映时间"),
    ):
        if not is_said:
            reader.refuse(key, missing)
    fault = None if row.unclear else closing_fault(row)
    if fault and (could_read or row.closed_on):
        reader.refuse("closed_on", *fault)
