"""A bulletin as a workbook: a sheet a table, rates as numbers in per cent, the definitions last."""

from __future__ import annotations

from io import BytesIO

from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.streamed_books import Book
from cases.bulletins.exchange import papers
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.figures import Definition, Line, Table
from cases.bulletins.rules.kinds import BulletinState
from cases.figures.exchange import report_sheets
from cases.figures.exchange.report_sheets import Cell
from cases.models import Bulletin

DEFINITIONS = "口径"
FEW = "不足 5 件评价的比率写“—”，不表示没有。"


def workbook(row: Bulletin, *, seen_by: Viewer) -> bytes:
    """Return the .xlsx; below each table stands who took it out, and when."""
    figures = rules.from_data(row.figures)
    is_sealed = row.state == BulletinState.SEALED
    sealed = f"内容摘要 sha256:{row.content_digest}" if is_sealed else "草稿，尚未发布。"
    words: list[list[Cell]] = [list(line) for line in papers.definitions_in_words(figures)]
    out = BytesIO()
    with Book(out) as book:
        for table in figures.tables:
            lines = _cells(table, figures.columns(table))
            report_sheets.fill(
                *(book, table.spec.title, _heads(row, table), lines, [FEW, sealed]),
                taken_by=seen_by,
                has_total=table.has_total,
            )
        report_sheets.fill(
            book, DEFINITIONS, ["指标口径"], words, taken_by=seen_by, has_total=False
        )
    return out.getvalue()


def _heads(row: Bulletin, table: Table) -> list[str]:
    period = table.spec.period
    return [
        f"{row.title}　{table.spec.title}",
        f"{row.number or '（封存时编号）'}　　登记日期 {period.since} 至 {period.until}"
        f"　　截至 {row.cutoff_on} 当天结束　　{table.spec.clock}",
    ]


def _cells(table: Table, columns: list[Definition]) -> list[list[Cell]]:
    lines = [*table.lines, *([table.total] if table.has_total or not table.lines else [])]
    heads: list[Cell] = [table.spec.rows.label, *(one.label for one in columns)]
    return [heads, *(_line(line, columns) for line in lines)]


def _line(line: Line, columns: list[Definition]) -> list[Cell]:
    """A rate that is not told is one of nothing: its column stays a column of rates."""
    values = (line.value(one) for one in columns)
    return [line.label, *(Rate(0, 0) if value is None else value for value in values)]
