"""The report as it may be published (公开件): small numbers blank, rates without their parts."""

from __future__ import annotations

from io import BytesIO

from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.streamed_books import Book
from cases.figures.exchange import completion_export, report_sheets, tables_export
from cases.figures.exchange.report_sheets import Cell
from cases.figures.rules import suppression
from cases.figures.rules.definitions import catalogue
from cases.figures.selectors.completion import TOTAL, Report, Row

TITLE = "办结情况（公开件）"
BLANK = f"不足 {suppression.LEAST} 件的数，和能由合计推算出来的数，写“{DASH}”，不表示没有。"
# What together makes the sum, which stands last: a row of the table is one equation.
PARTS = ("on_time", "late", "within", "overdue", "unconfirmed", "apart")
SUM = "received"


def workbook(report: Report, *, seen_by: Viewer) -> bytes:
    """Return the published copy as an .xlsx, with the definitions on a second sheet."""
    by, period = report.question.by, report.question.period
    heads = [
        f"{TITLE}统计表（按{by.label}）",
        f"登记日期 {period.since} 至 {period.until}　　查看日期 {report.on}",
    ]
    notes = [BLANK, *completion_export.notes(report)[:1]]
    columns = (SUM, *PARTS, *(name for name, _ in completion_export.RATES))
    out = BytesIO()
    with Book(out) as book:
        report_sheets.fill(book, TITLE, heads, table(report), notes, taken_by=seen_by)
        tables_export.definitions(book, map(catalogue.entry, columns), taken_by=seen_by)
    return out.getvalue()


def table(report: Report) -> list[list[Cell]]:
    """Return headings and lines, the sum last; what is blank is a dash."""
    rows = [*report.rows, Row("", TOTAL, report.total)]
    names = (*PARTS, SUM)
    blank = suppression.blanked([[row.figures.counted(name) for name in names] for row in rows])
    rates = completion_export.RATES
    headings = [catalogue.label(name) for name in names] + [word for _, word in rates]
    lines = [
        _line(row, {names[column] for at, column in blank if at == place})
        for place, row in enumerate(rows)
    ]
    return [[report.question.by.label, *headings], *lines]


def _line(row: Row, blank: set[str]) -> list[Cell]:
    counts = [DASH if name in blank else row.figures.counted(name) for name in (*PARTS, SUM)]
    ratios = [catalogue.ratio(name) for name, _ in completion_export.RATES]
    return [
        row.label,
        *counts,
        *(_rate(row, ratio.needs, ratio.rate(row.figures.counted), blank) for ratio in ratios),
    ]


def _rate(row: Row, needs: tuple[str, ...], rate: Rate, blank: set[str]) -> Cell:
    """A rate says what it is made of: it goes where any of that goes, or where it is of few."""
    if blank & set(needs) or rate.denominator < suppression.LEAST:
        return DASH
    return rate.percent
