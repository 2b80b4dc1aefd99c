"""季度清单 for the joint meeting (联席会议): leads without an answer, and the quarter's figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cases.leads.procedure.rules.procedure import State
from cases.letters.rules.sheets import Cell, FormTable, Layout, LetterSheet
from cases.letters.rules.wording import clauses

QUARTERS = "一二三四"
WAITING_HEADS = ("序号", "线索编号", "接收单位", "签收日期", "目前状态", "时限", "事由")
# In millimetres of the page that lies across: a number and a day stand on one line.
WAITING_WIDTHS = (12, 44, 40, 35, 24, 27, 65)
FIGURE_HEADS = ("移送", "受理", "受理率", "应反馈", "已反馈", "反馈率", "超期", "超期率")
FIGURE_WIDTHS = (5, 2, 2, 2, 2, 2, 2, 2, 2)
DEFINED = (
    "受理率＝受理÷移送，反馈率＝已反馈÷应反馈，超期率＝超期÷移送；没有可比的记“—”。"
    "应反馈是已反馈和到期未反馈之和。"
    "已反馈包括退回和转有管辖机关，不包括只反馈进展的。"
)
MANY_UNITS = "一件涉及几个单位的，按写在最前的单位计一次。"
NOBODY = "本季度没有已签收未反馈的线索。"
NO_FIGURES = "本季度没有移送。"


class Counted(Protocol):
    """The counts of which figures are made (defined in `figures`); read only."""

    @property
    def transferred(self) -> int: ...
    @property
    def accepted(self) -> int: ...
    @property
    def due(self) -> int: ...
    @property
    def answered(self) -> int: ...
    @property
    def overdue(self) -> int: ...


@dataclass(frozen=True, slots=True)
class FigureRow:
    """How many were transferred in the quarter, and how far each of those has come."""

    label: str
    transferred: int = 0
    accepted: int = 0
    due: int = 0
    answered: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A lead that was signed for and has no answer; `title` only where the reader may read it."""

    number: str
    receiver: str
    signed_on: date | None
    state: str
    due: str = ""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year, from 1 to 4."""

    year: int
    number: int

    @property
    def words(self) -> str:
        return f"{self.year}年第{QUARTERS[self.number - 1]}季度"


@dataclass(frozen=True, slots=True)
class QuarterlyFigures:
    """What the quarter's list says beside its rows; by unit only where that is known."""

    by_field: tuple[FigureRow, ...] = ()
    by_unit: tuple[FigureRow, ...] = ()


def quarterly_list(
    issuer: str,
    quarter: Quarter,
    as_of: date,
    waiting: Sequence[WaitingRow],
    figures: QuarterlyFigures,
) -> LetterSheet:
    """Forms across the page: what has no answer, and the figures by field and by unit."""
    tables = [
        _waiting(waiting),
        _figures("二、分领域情况", "领域", figures.by_field, DEFINED),
    ]
    if figures.by_unit:
        note = DEFINED + MANY_UNITS
        tables.append(_figures("三、分单位情况", "涉及单位", figures.by_unit, note))
    return LetterSheet(
        issuer=issuer,
        title=f"{quarter.words}营商环境问题线索移送清单",
        dated_on=as_of,
        layout=Layout.FORM,
        secrecy=clauses.WORKING,
        mark=f"制表单位：{issuer}　截至{clauses.day(as_of)}",
        tables=tuple(tables),
    )


def total_of(rows: Sequence[Counted]) -> FigureRow:
    """The sum of rows of which each lead is in exactly one."""
    return FigureRow(
        "合计",
        sum(row.transferred for row in rows),
        sum(row.accepted for row in rows),
        sum(row.due for row in rows),
        sum(row.answered for row in rows),
        sum(row.overdue for row in rows),
    )


def _waiting(rows: Sequence[WaitingRow]) -> FormTable:
    """Where of none is said what it is about, there is no column for it."""
    shown = len(WAITING_HEADS) - (bool(rows) and all(row.title is None for row in rows))
    body = tuple(_waiting_row(at, row)[:shown] for at, row in enumerate(rows, 1))
    return FormTable(
        "一、已签收未反馈的线索",
        WAITING_WIDTHS[:shown],
        (_head(WAITING_HEADS[:shown]), *(body or (_empty(NOBODY, shown),))),
        head_rows=1,
        is_landscape=True,
    )


def _waiting_row(at: int, row: WaitingRow) -> tuple[Cell, ...]:
    signed = clauses.day(row.signed_on) if row.signed_on else DASH
    return (
        _middle(str(at)),
        Cell(row.number or DASH),
        Cell(row.receiver or DASH),
        _middle(signed),
        _middle(State(row.state).label),
        Cell(row.due or DASH),
        Cell(DASH if row.title is None else row.title),
    )


def _figures(title: str, head: str, rows: Sequence[FigureRow], note: str) -> FormTable:
    summed = (*rows, total_of(rows)) if rows else ()
    body = tuple(_figure_row(row) for row in summed)
    return FormTable(
        title,
        FIGURE_WIDTHS,
        (_head((head, *FIGURE_HEADS)), *(body or (_empty(NO_FIGURES, len(FIGURE_WIDTHS)),))),
        head_rows=1,
        is_landscape=True,
        note=note,
    )


def _figure_row(row: FigureRow) -> tuple[Cell, ...]:
    of = row.transferred
    figures = (
        str(of),
        str(row.accepted),
        Rate(row.accepted, of).percent,
        str(row.due),
        str(row.answered),
        Rate(row.answered, row.due).percent,
        str(row.overdue),
        Rate(row.overdue, of).percent,
    )
    return (Cell(row.label), *(_middle(figure) for figure in figures))


def _head(names: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(name, is_label=True) for name in names)


def _empty(words: str, width: int) -> tuple[Cell, ...]:
    return (Cell(words, width, is_centred=True),)


def _middle(text: str) -> Cell:
    return Cell(text, is_centred=True)
