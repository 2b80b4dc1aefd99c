"""通报 and 表扬通报: many tickets and units of a period in one letter to all units.

Every figure stands on the sheet as it was counted when it was gathered, so that the leader signs
just that text and table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cases.letters.rules.sheets import Annex, Cell, FormTable, LetterSheet, body_of
from cases.letters.rules.wording import clauses

TO_ALL = "各承办单位"
# Columns of plain figures.
COUNTED = frozenset({"序号", "办结件数"})


@dataclass(frozen=True, slots=True)
class Item:
    """One matter that is named: whose it is, what it is, what was done about it."""

    unit: str
    number: str
    title: str
    who: str
    said: str


@dataclass(frozen=True, slots=True)
class Praised:
    """One unit that is praised, by its results."""

    unit: str
    closed: int
    said: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What heads the letter, and the period of which it tells."""

    issuer: str
    since: date
    until: date
    today: date
    contact: str = ""
    cc: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        return f"{clauses.day(self.since)}至{clauses.day(self.until)}"


def sheet(frame: Frame, items: Sequence[Item], reply_days: int) -> LetterSheet:
    """通报: which matters of which units are not done for all the supervision there was."""
    units = list(dict.fromkeys(item.unit for item in items))
    body = (
        f"{frame.period}，全县企业诉求办理总体有序，但经逐级督办，仍有{len(units)}个单位承办的"
        f"{len(items)}件事项不落实。现予通报，逐件情况见附件。\n"
        "一、通报事项\n"
        f"{_counted(items)}\n"
        "二、有关要求\n"
        f"请被通报单位主要负责人牵头整改，自本通报印发之日起{reply_days}个工作日内"
        "逐件回复整改情况和承诺办结的日期。其他单位要对照检查在办事项，按时办结。"
    )
    return _letter(frame, f"关于{_months(frame)}企业诉求办理情况的通报", body, _items(items))


def praise(frame: Frame, units: Sequence[Praised]) -> LetterSheet:
    """表扬通报: units by their results, never people."""
    names = "、".join(one.unit for one in units)
    body = (
        f"{frame.period}，{names}承办的企业诉求全部在承办时限内办结，现予通报表扬。\n"
        "希望受到表扬的单位再接再厉，其他单位学习借鉴，共同把企业的事办好、办实。"
    )
    title = f"关于表扬{_months(frame)}企业诉求办理先进单位的通报"
    return _letter(frame, title, body, _praised(units))


def _letter(frame: Frame, title: str, body: str, table: FormTable) -> LetterSheet:
    return LetterSheet(
        issuer=frame.issuer,
        title=title,
        dated_on=frame.today,
        addressee=TO_ALL,
        body=body_of(body),
        annexes=(Annex(table.title),),
        signer=frame.issuer,
        contact=frame.contact,
        cc=frame.cc,
        tables=(table,),
    )


def _months(frame: Frame) -> str:
    """Name the period in the title: a whole month as a month."""
    since, until = frame.since, frame.until
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.year}年{since.month}月"
    years = "" if since.year == until.year else f"{until.year}年"
    return f"{since.year}年{since.month}月至{years}{until.month}月"


def _counted(items: Sequence[Item]) -> str:
    found = groupby(sorted(items, key=lambda item: item.unit), key=lambda item: item.unit)
    counted = [(unit, len(list(matters))) for unit, matters in found]
    return "；".join(f"{unit}{number}件" for unit, number in counted) + "。"


def _items(items: Sequence[Item]) -> FormTable:
    head = ("序号", "承办单位", "事项", "督办和办理情况")
    rows = [
        (str(at), item.unit, f"{clauses.tight(item.title)}（{item.who}，{item.number}）", item.said)
        for at, item in enumerate(items, start=1)
    ]
    return _table("通报事项清单", (1.4, 2.6, 5, 4.6), head, rows)


def _praised(units: Sequence[Praised]) -> FormTable:
    head = ("序号", "单位", "办结件数", "办理情况")
    rows = [(str(at), one.unit, str(one.closed), one.said) for at, one in enumerate(units, start=1)]
    return _table("表扬单位名单", (1.4, 4, 2, 5.6), head, rows)


def _table(
    title: str, columns: tuple[float, ...], head: Sequence[str], rows: Sequence[Sequence[str]]
) -> FormTable:
    labels = tuple(Cell(word, is_label=True, is_centred=True) for word in head)
    cells = [
        tuple(Cell(word, is_centred=name in COUNTED) for name, word in zip(head, row, strict=True))
        for row in rows
    ]
    return FormTable(title, columns, (labels, *cells), head_rows=1)
