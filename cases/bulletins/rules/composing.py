"""The text of a bulletin as it is drafted from its figures; people then make it theirs."""

from __future__ import annotations

from datetime import date

from cadres.pages.rules.rates import Rate
from cases.bulletins.rules.differences import Difference, written
from cases.bulletins.rules.figures import Figures, Line, Table
from cases.bulletins.rules.kinds import BulletinKind
from cases.figures.rules.completion import Period

SUBJECT = "企业诉求办理情况"
MOST_UNITS = 8


def title(kind: BulletinKind, period: Period) -> str:
    """Return `关于2026年11月企业诉求办理情况的通报`; a week by its days."""
    if kind is BulletinKind.YEARLY:
        return f"{period.until.year}年{SUBJECT}年度总结"
    if kind is BulletinKind.MONTHLY:
        return f"关于{period.until.year}年{period.until.month}月{SUBJECT}的通报"
    return f"关于{_span(period)}{SUBJECT}的通报"


def body(kind: BulletinKind, period: Period, figures: Figures) -> str:
    """Return the text: the period, the year so far, the units that are behind, what is asked."""
    year = figures.table("year")
    parts = [f"现将{_span(period)}{SUBJECT}通报如下，各数截至{_day(period.until)}当天结束。"]
    parts.append("一、总体情况")
    table = figures.table("period")
    if table is not None:
        parts.append(_received(table.spec.title, table.total))
    if year is not None:
        parts.append(_received("本年累计", year.total) + _rates(figures, year))
    parts.append("二、超期在办")
    by_unit = figures.table("by_unit")
    parts.append(_overdue(by_unit) if by_unit else "")
    parts.append("三、有关要求")
    parts.append(
        "各责任单位要对照附表逐件核对：超期在办的，抓紧办结并说明原因；将到期的，提前研究；"
        "一时不具备条件的，按程序申请延期或者列入计划，不得虚假办结。"
    )
    return "\n".join(part for part in parts if part)


def erratum_body(corrected: str, reason: str, found: list[Difference]) -> str:
    """Return the text of an erratum: what it corrects, why, and each cell."""
    if not found:
        cells = ["经重新取数，各数与已发布的一致，更正的是文字。"]
    else:
        cells = [
            f"{at}. {one.table}·{one.row}·{one.column}：由{one.was}更正为{one.now}。"
            for at, one in enumerate(found, 1)
        ]
    lines = [f"现对{corrected}更正如下。", f"更正原因：{reason.rstrip('。')}。", *cells]
    return "\n".join([*lines, "原通报其余内容不变；原通报保留，与本更正一并使用。"])


def _received(word: str, line: Line) -> str:
    counted = line.counted
    return (
        f"{word}收到企业诉求{counted('received')}件，其中已办结{counted('closed')}件，"
        f"在办已超期{counted('overdue')}件。"
    )


def _rates(figures: Figures, table: Table) -> str:
    said = []
    for column in figures.columns(table):
        value = table.total.value(column)
        if column.is_rate and isinstance(value, Rate) and value.denominator:
            said.append(f"{column.label}{written(value)}")
    return f"{'，'.join(said)}。" if said else ""


def _overdue(table: Table) -> str:
    """Units by their results, never people."""
    behind = [line for line in table.lines if line.counted("overdue")]
    behind.sort(key=lambda line: (-line.counted("overdue"), line.label))
    if not behind:
        return "截至统计时，没有超期在办的诉求。"
    named = "、".join(f"{line.label}{line.counted('overdue')}件" for line in behind[:MOST_UNITS])
    rest = "，其余见附表" if len(behind) > MOST_UNITS else ""
    return f"有超期在办诉求的单位{len(behind)}个：{named}{rest}。"


def _span(period: Period) -> str:
    since, until = period.since, period.until
    if since == until:
        return _day(since)
    if since.year != until.year:
        return f"{_day(since)}至{_day(until)}"
    if since.month != until.month:
        return f"{_day(since)}至{until.month}月{until.day}日"
    return f"{_day(since)}至{until.day}日"


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
