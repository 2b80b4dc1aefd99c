"""The completion report out of the house: data, text for a terminal, a workbook that prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.outgoing import width_of
from cadres.workbooks.exchange.streamed_books import Book
from cases.figures.exchange import report_sheets, tables_export
from cases.figures.exchange.report_sheets import Cell, rate_as_data
from cases.figures.rules import completion
from cases.figures.rules.completion import Aspect, Figures
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import AnyEntry
from cases.figures.selectors import plan_figures
from cases.figures.selectors.clock_differences import Difference
from cases.figures.selectors.completion import TOTAL, Report, Row
from cases.figures.selectors.disputes import Disputes
from cases.tickets.rules.clocks.time_spent import Spent

COUNTS = catalogue.headings(
    *("received", "on_time", "late", "within", "overdue", "unconfirmed", "apart")
)
# What stands apart and is never 办结; and how they were handled, beside where they stand.
ASPECTS = catalogue.headings(
    *(bucket.value for bucket in completion.APART),
    *("solved", "unasked", "redone", "rounds", "extended", "parked"),
    *plan_figures.LABELS,
)
DIFFERENCES = "时限差额"
# Whose the days are, as it stands under the table.
OWNERS = "单位为工作日：" + "；".join(
    f"{'、'.join(one.label for one in Spent if one.owner == owner)}算{owner}的"
    for owner in dict.fromkeys(one.owner for one in Spent)
)
# Where the two clocks differ: tickets, and whose the working days of the first are.
DIFFERENT = catalogue.headings(Aspect.MISSED_ELSEWHERE.value, Aspect.KEPT_ALL_THE_SAME.value)
DAYS = tuple((spent, spent.label) for spent in Spent)
SOLUTION = catalogue.headings("solution", "fulfilment")
RATES = catalogue.headings("timely", "completion")
SATISFACTION = catalogue.headings("satisfaction", "participation")
Columns = Sequence[tuple[str, str]]


def as_data(report: Report, differences: Sequence[Difference] = ()) -> dict[str, Any]:
    """The report as plain data; a rate of nothing is null, with its nought denominator shown."""
    question = report.question
    return {
        "from": question.period.since.isoformat(),
        "to": question.period.until.isoformat(),
        "as_of": report.on.isoformat(),
        "by": question.by.value,
        "clock": question.by.whose.value,
        "definitions": tables_export.named(definitions_of(report)),
        "rows": [
            {"key": row.key, "label": row.label} | _data(row.figures, report.has_ratings)
            for row in report.rows
        ],
        "total": _data(report.total, report.has_ratings),
        "merged": report.merged,
        "differences": [
            {
                "key": one.row.key,
                "label": one.row.label,
                "missed_elsewhere": one.row.figures.missed_elsewhere,
                "kept_all_the_same": one.row.figures.kept_all_the_same,
                "working_days": {spent.value: one.days[spent] for spent in Spent},
            }
            for one in differences
        ],
    }


def disputes_as_data(found: Disputes) -> dict[str, Any]:
    """Working days lost between objections and the next dispatch: the office's own figure."""
    return {
        "objections": found.objections,
        "tickets": found.tickets,
        "waiting": found.waiting,
        "refused": found.refused,
        "refused_tickets": found.refused_tickets,
        "working_days": found.days,
        "average": None if found.average is None else float(found.average),
        "longest": found.longest,
    }


def as_text(report: Report, differences: Sequence[Difference] = ()) -> str:
    """The report as tables for a terminal; a Chinese character is two columns wide."""
    tables = [_as_text(lines) for _, lines in _tables(report, differences)]
    return "\n\n".join([*tables, *notes(report)])


def _as_text(table: list[list[Cell]]) -> str:
    lines = [[_words(cell) for cell in cells] for cells in table]
    widths = [max(width_of(cells[i]) for cells in lines) for i in range(len(lines[0]))]
    padded = [
        "  ".join(
            _padded(cell, width, i > 0)
            for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        for cells in lines
    ]
    return "\n".join(padded)


def workbook(report: Report, differences: Sequence[Difference] = (), *, seen_by: Viewer) -> bytes:
    """The report as an .xlsx that prints on A4 landscape; it says who took it out, and when."""
    out = BytesIO()
    with Book(out) as book:
        for title, lines in _tables(report, differences):
            _fill(book, title, lines, report, seen_by)
        tables_export.definitions(book, definitions_of(report), taken_by=seen_by)
    return out.getvalue()


def _fill(book: Book, title: str, table: list[list[Cell]], report: Report, seen_by: Viewer) -> None:
    period = report.question.period
    heads = [
        f"{title}统计表（按{report.question.by.label}）",
        f"登记日期 {period.since} 至 {period.until}　　查看日期 {report.on}",
    ]
    owners = [f"承诺超期、承办未超期的件，各环节用时{OWNERS}。"] if title == DIFFERENCES else []
    report_sheets.fill(book, title, heads, table, [*notes(report), *owners], taken_by=seen_by)


def columns_of(report: Report) -> list[tuple[str, str]]:
    """Names and headings of the rates; satisfaction only where the viewer may see it."""
    return [*RATES, *(SATISFACTION if report.has_ratings else ())]


def definitions_of(report: Report) -> list[AnyEntry]:
    """Return the entries of the catalogue by which the report counts."""
    columns = (*COUNTS, *ASPECTS, *columns_of(report), *SOLUTION)
    return [catalogue.entry(name) for name, _ in columns]


def notes(report: Report) -> list[str]:
    """What stands under the figures: what they leave out."""
    said = [f"本表按{report.question.by.whose.label}统计。"]
    if report.merged:
        said.append(f"另有 {report.merged} 件重复工单已并入其他工单，不计入以上各数。")
    if report.total.unasked:
        said.append(f"{report.total.unasked} 件已办结但没有问过结果，不计入实际解决率的分母。")
    return said


def _tables(
    report: Report, differences: Sequence[Difference]
) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Where the tickets stand; how they were handled; and where the two clocks differ."""
    yield "办结情况", _table(report, COUNTS, columns_of(report))
    yield "办理结果", _table(report, ASPECTS, SOLUTION)
    if differences:
        yield DIFFERENCES, _different(report, differences)


def _different(report: Report, differences: Sequence[Difference]) -> list[list[Cell]]:
    words = [word for _, word in (*DIFFERENT, *DAYS)]
    lines: list[list[Cell]] = [
        [
            one.row.label,
            *(getattr(one.row.figures, name) for name, _ in DIFFERENT),
            *(one.days[spent] for spent, _ in DAYS),
        ]
        for one in differences
    ]
    return [[report.question.by.label, *words], *lines]


def _table(report: Report, counts: Columns, ratios: Columns) -> list[list[Cell]]:
    columns = (*counts, *ratios)
    heading: list[Cell] = [report.question.by.label, *(word for _, word in columns)]
    everything = [*report.rows, Row("", TOTAL, report.total)]
    return [heading, *(_cells(row, columns) for row in everything)]


def _cells(row: Row, columns: Columns) -> list[Cell]:
    return [row.label, *(getattr(row.figures, name) for name, _ in columns)]


def _words(cell: Cell) -> str:
    return cell.words if isinstance(cell, Rate) else str(cell)


def _data(figures: Figures, has_ratings: bool) -> dict[str, Any]:
    ratios = ("timely", "completion", "solution", "fulfilment")
    rated = ("satisfaction", "participation") if has_ratings else ()
    return {
        "received": figures.received,
        **{catalogue.measure(name).key: getattr(figures, name) for name in completion.COUNTED},
        **{
            catalogue.ratio(name).key: rate_as_data(getattr(figures, name))
            for name in (*ratios, *rated)
        },
    }


def _padded(text: str, width: int, is_right: bool) -> str:
    space = " " * (width - width_of(text))
    return space + text if is_right else text + space
