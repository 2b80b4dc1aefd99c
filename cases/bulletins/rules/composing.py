"""The text of a bulletin as it is drafted from its figures; people then make it theirs.

One text stands on the whole copy and on the published one, so it is written from what is published.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from cadres.pages.rules.rates import Rate
from cases.bulletins.rules import cards
from cases.bulletins.rules.cards import Colour
from cases.bulletins.rules.differences import Difference, written
from cases.bulletins.rules.figures import Figures, Line, Table
from cases.bulletins.rules.kinds import BulletinKind
from cases.figures.rules.completion import Period

SUBJECT = "企业诉求办理情况"
# What no published copy says (`cases.figures.rules.suppression`), and what it says instead.
ANSWER_CARD = "亮牌单位要逐件说明原因和整改措施，在系统内回应。"
SMALL = re.compile(r"(?<![\d.到])[1-4] ?件")
NOT_TOLD = "件数较少，按规定不公布"
MOST_UNITS = 8


def title(kind: BulletinKind, period: Period) -> str:
    """Return `关于2026年11月企业诉求办理情况的通报`; a week by its days."""
    if kind is BulletinKind.YEARLY:
        return f"{period.until.year}年{SUBJECT}年度总结"
    if kind is BulletinKind.TASKS:
        return f"{_span(period)}工作完成和本周工作计划清单"
    if kind is BulletinKind.MONTHLY:
        return f"关于{period.until.year}年{period.until.month}月{SUBJECT}的通报"
    return f"关于{_span(period)}{SUBJECT}的通报"


def body(kind: BulletinKind, period: Period, figures: Figures) -> str:
    """Return the text: the period, the year so far, the units that are behind, what is asked.

    `figures` are those of the published copy.
    """
    if kind is BulletinKind.TASKS:
        return _lists(period, figures)
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
    parts.extend(_cards(figures))
    parts.append(f"{'四' if figures.cards else '三'}、有关要求")
    parts.append(
        "各责任单位要对照附表逐件核对：超期在办的，抓紧办结并说明原因；将到期的，提前研究；"
        "一时不具备条件的，按程序申请延期或者列入计划，不得虚假办结。"
    )
    return "\n".join(part for part in parts if part)


def erratum_body(
    corrected: str,
    reason: str,
    found: list[Difference],
    cards_changed: list[str],
    cell_by_cell: Collection[str],
) -> str:
    """Return the text of an erratum: what it corrects, why, each cell, and cards that change.

    Cells are named in the tables whose titles are in `cell_by_cell` (`published.cell_by_cell`).
    """
    if not found:
        cells = ["经重新取数，各数与已发布的一致，更正的是文字。"]
    else:
        told = [one for one in found if one.table in cell_by_cell]
        others = dict.fromkeys(one.table for one in found if one.table not in cell_by_cell)
        said = [f"{one.table}·{one.row}·{one.column}：由{one.was}更正为{one.now}。" for one in told]
        said += [f"{title}：更正后的数见附表。" for title in others]
        cells = [f"{at}. {one}" for at, one in enumerate(said, 1)]
    lines = [f"现对{corrected}更正如下。", f"更正原因：{reason.rstrip('。')}。", *cells]
    if cards_changed:
        lines.append(f"亮牌情况更正：{''.join(cards_changed)}")
    return "\n".join([*lines, "原通报其余内容不变；原通报保留，与本更正一并使用。"])


def small_numbers(text: str) -> list[str]:
    """Return the numbers in a text that no published copy may say, as they stand there."""
    return list(dict.fromkeys(SMALL.findall(text)))


def _received(word: str, line: Line) -> str:
    received, closed, overdue = (line.told(name) for name in ("received", "closed", "overdue"))
    if received is None:
        return f"{word}收到企业诉求的{NOT_TOLD}。"
    said = [f"{word}收到企业诉求{received}件"]
    among = [("已办结", closed), ("在办已超期", overdue)]
    known = [f"{what}{count}件" for what, count in among if count is not None]
    if known:
        said.append(f"其中{'，'.join(known)}")
    return f"{'，'.join(said)}。"


def _cards(figures: Figures) -> list[str]:
    """Units by their results, never people; nothing where the county shows no cards."""
    if figures.cards is None:
        return []
    found = cards.shown(figures)
    said = [f"按规定，{figures.cards.words}。"]
    for colour in (Colour.RED, Colour.YELLOW):
        named = [f"{card.label}（{card.overdue}件）" for card in found if card.colour is colour]
        if named:
            said.append(f"亮{colour.label}的单位{len(named)}个：{'、'.join(named)}。")
    if cards.are_all_told(figures):
        said.append(ANSWER_CARD if found else "本期没有亮牌的单位。")
    else:
        said.append(f"件数不公布的，亮牌只通知本单位。{ANSWER_CARD}")
    return ["三、亮牌情况", "".join(said)]


def _lists(period: Period, figures: Figures) -> str:
    """What last week's plan came to, what was not done and why, and what this week plans."""
    last, this = figures.table("tasks_last"), figures.table("tasks_next")
    parts = [f"现将{_span(period)}工作完成情况和本周工作计划汇总如下，具体任务见附表。"]
    if last is not None:
        of = last.total.counted
        parts.append("一、上周工作完成情况")
        parts.append(
            f"列入任务{of('tasks_listed')}项，已完成{of('tasks_done')}项，"
            f"结转{of('tasks_carried')}项，未填报{of('tasks_open')}项。"
        )
    if this is not None:
        parts.append("二、本周工作计划")
        parts.append(f"{_span(this.spec.period)}计划任务{this.total.counted('tasks_listed')}项。")
    return "\n".join(parts)


def _rates(figures: Figures, table: Table) -> str:
    said = []
    for column in figures.columns(table):
        value = table.total.value(column)
        if column.is_rate and isinstance(value, Rate) and value.denominator:
            said.append(f"{column.label}{written(value)}")
    return f"{'，'.join(said)}。" if said else ""


def _overdue(table: Table) -> str:
    """Units by their results, never people; how many units there are would tell of blank ones."""
    told = {line.label: line.told("overdue") for line in table.lines}
    behind = [(label, count) for label, count in told.items() if count]
    behind.sort(key=lambda one: (-one[1], one[0]))
    is_whole = None not in told.values()
    if not behind:
        none = "截至统计时，没有超期在办的诉求。"
        return none if is_whole else f"各责任单位超期在办的{NOT_TOLD}，各单位在系统内核对。"
    named = "、".join(f"{label}{count}件" for label, count in behind[:MOST_UNITS])
    rest = "，其余见附表" if len(behind) > MOST_UNITS else ""
    others = "" if is_whole else f"其他单位的{NOT_TOLD}。"
    number = f"{len(behind)}个" if is_whole else ""
    return f"有超期在办诉求的单位{number}：{named}{rest}。{others}"


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
