"""A bulletin as a workbook: a sheet a table, rates as numbers in per cent, the definitions last."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO

from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.streamed_books import Book
from cases.bulletins.exchange import papers
from cases.bulletins.rules import cards, published, task_lists
from cases.bulletins.rules.figures import Definition, Figures, Line, Table
from cases.bulletins.rules.kinds import BulletinState, Copy
from cases.bulletins.rules.tables import Source
from cases.figures.exchange import report_sheets
from cases.figures.exchange.report_sheets import Cell
from cases.models import Bulletin

DEFINITIONS = "口径"
FEW = "不足 5 件评价的比率写“—”，不表示没有。"


def workbook(row: Bulletin, figures: Figures, *, seen_by: Viewer) -> bytes:
    """Return a copy as .xlsx; below each table stands who took it out, and when."""
    is_sealed = row.state == BulletinState.SEALED
    copy = Copy.PUBLISHED if figures.is_published else Copy.WHOLE
    digest = f"内容摘要 sha256:{row.content_digest}" if is_sealed else "草稿，尚未发布。"
    sealed = f"{copy.label}。{digest}"
    words: list[list[Cell]] = [list(line) for line in papers.definitions_in_words(figures)]
    out = BytesIO()
    with Book(out) as book:
        fill = partial(report_sheets.fill, book, taken_by=seen_by)
        for table in figures.tables:
            lines, notes = _cells(table, figures.columns(table)), _notes(figures, table, sealed)
            title = table.spec.title
            fill(title, _heads(row, table), lines, notes, has_total=table.has_total)
        for name, lines in _beside(figures):
            fill(name, [f"{row.title}　{name}"], lines, [sealed], has_total=False)
        fill(DEFINITIONS, ["指标口径"], words, has_total=False)
    return out.getvalue()


def _notes(figures: Figures, table: Table, sealed: str) -> list[str]:
    if figures.is_published:
        return [sealed] if table.is_whole else [published.BLANK, sealed]
    has_rates = any(column.is_rate for column in figures.columns(table))
    return [FEW, sealed] if has_rates else [sealed]


def _beside(figures: Figures) -> Iterator[tuple[str, list[list[Cell]]]]:
    """The lists of tasks, and the cards, of the kinds that have any."""
    for table in figures.tables:
        if table.spec.of is Source.TASKS:
            yield f"{table.spec.title}明细", [list(one) for one in task_lists.lines(figures, table)]
    if figures.cards:
        shown = [[one.label, one.colour.label, one.overdue] for one in cards.shown(figures)]
        yield papers.CARDS, [["责任单位", "亮牌", "在办已超期"], *shown]


def _heads(row: Bulletin, table: Table) -> list[str]:
    period = table.spec.period
    day = "任务所在周" if table.spec.of is Source.TASKS else "登记日期"
    return [
        f"{row.title}　{table.spec.title}",
        f"{row.number or '（封存时编号）'}　　{day} {period.since} 至 {period.until}"
        f"　　截至 {row.cutoff_on} 当天结束　　{table.spec.clock}",
    ]


def _cells(table: Table, columns: list[Definition]) -> list[list[Cell]]:
    if not table.has_total:
        return _upright(table, columns)
    heads: list[Cell] = [table.spec.by, *(one.label for one in columns)]
    return [heads, *(_line(line, columns) for line in (*table.lines, table.total))]


def _upright(table: Table, columns: list[Definition]) -> list[list[Cell]]:
    """A table of one row stands upright: ten rates side by side fit no page that can be read."""
    has_rates = any(column.is_rate for column in columns)
    told: list[list[Cell]] = [["指标", table.spec.title, *([report_sheets.PARTS] * has_rates)]]
    for column in columns:
        value = table.total.value(column)
        rate = value if isinstance(value, Rate) else Rate(0, 0)
        number = rate.value if column.is_rate else value
        line: list[Cell] = [column.label, DASH if number is None else number]
        told.append([*line, *([rate.parts] * has_rates)])
    return told


def _line(line: Line, columns: list[Definition]) -> list[Cell]:
    """A rate that is not told is one of nothing: its column stays a column of rates."""
    return [line.label, *map(partial(_cell, line), columns)]


def _cell(line: Line, column: Definition) -> Cell:
    value = line.value(column)
    if value is None:
        return Rate(0, 0) if column.is_rate else DASH
    return value
