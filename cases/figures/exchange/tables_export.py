"""Tables of figures out of the house, as data and as a workbook; and the catalogue in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.streamed_books import Book
from cases.figures.exchange import report_sheets
from cases.figures.rules.cells import Cell, Value
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import AnyEntry, Counts, Ratio, Span
from cases.figures.selectors.cross_tables import Line, Table

DEFINITIONS = "口径"
WORDS = ("指标", "统计什么", "截至", "不计入", "计量", "版本", "自何时起", "依据")


def said(entry: AnyEntry) -> dict[str, Any]:
    """Return what the catalogue says of a figure, in words, for page, API and workbook."""
    what = Counts.PER_CENT if isinstance(entry, Ratio) else entry.what
    return {
        "name": entry.key,
        "anchor": entry.name,
        "label": entry.label,
        "counts": counts(entry),
        "note": entry.note if isinstance(entry, Ratio) else "",
        "until": entry.until,
        "leaves_out": entry.leaves_out,
        "unit": what.label,
        "version": entry.version,
        "since": entry.since,
        "basis": entry.basis,
        "replaces": _before(entry),
    }


def counts(entry: AnyEntry) -> str:
    """`按时办结 ÷（按时办结 + 超期办结 + 在办已超期）`, or what a measure counts."""
    if not isinstance(entry, Ratio):
        return entry.counts
    over, of = catalogue.made_of(entry)
    return f"{_bracketed(over)} ÷ {_bracketed(of)}"


def named(entries: Iterable[AnyEntry]) -> list[dict[str, Any]]:
    """Return name, words and version of the entries by which a report counts."""
    return [
        {"name": entry.key, "label": entry.label, "version": entry.version} for entry in entries
    ]


def as_data(table: Table) -> dict[str, Any]:
    """The table as plain data; a rate of nothing is null, with its nought denominator shown."""
    ask = table.ask
    everything = [*table.lines, table.total]
    lines = [
        {
            "key": line.key,
            "label": line.label,
            "figures": _figures(table, line.whole),
            "columns": [
                {"key": key, "label": label, "figures": _figures(table, line.cells[key])}
                for key, label in table.columns
            ],
        }
        for line in everything
    ]
    return {
        "from": ask.period.since.isoformat(),
        "to": ask.period.until.isoformat(),
        "as_of": table.on.isoformat(),
        "rows_by": ask.rows.value,
        "columns_by": ask.across.value if ask.across else "",
        "clock": ask.whose.value,
        "definitions": named(table.entries),
        "rows": lines[:-1],
        "total": lines[-1],
    }


def workbook(table: Table, *, seen_by: Viewer) -> bytes:
    """The table as an .xlsx that prints on A4 landscape, with the definitions on a second sheet."""
    ask = table.ask
    across = f"、{ask.across.label}（{table.entries[0].label}）" if ask.across else ""
    heads = [
        f"指标统计表（按{ask.rows.label}{across}）",
        f"{table.period_word} {ask.period.since} 至 {ask.period.until}　　查看日期 {table.on}",
    ]
    notes, lines = [table.said], list(_cells(table))
    out = BytesIO()
    with Book(out) as book:
        report_sheets.fill(book, "指标统计", heads, lines, notes, taken_by=seen_by)
        definitions(book, table.entries, taken_by=seen_by)
    return out.getvalue()


def definitions(book: Book, entries: Iterable[AnyEntry], *, taken_by: Viewer) -> None:
    """Put the definitions of a report's figures on a sheet of their own."""
    lines: list[list[report_sheets.Cell]] = [list(WORDS)]
    for entry in entries:
        told = said(entry)
        names = ("label", "counts", "until", "leaves_out", "unit", "version", "since", "basis")
        lines.append([str(told[name]) for name in names])
    report_sheets.fill(book, DEFINITIONS, ["指标口径"], lines, taken_by=taken_by, has_total=False)


def _cells(table: Table) -> Iterator[list[report_sheets.Cell]]:
    columns = table.columns
    if columns:
        yield [table.ask.rows.label, *(label for _, label in columns), "合计"]
    else:
        yield [table.ask.rows.label, *(_heading(entry) for entry in table.entries)]
    for line in (*table.lines, table.total):
        yield [line.label, *map(written, _values(table, line))]


def _heading(entry: AnyEntry) -> str:
    is_newest = catalogue.entry(entry.name).version == entry.version
    return entry.label if is_newest else f"{entry.label}（第 {entry.version} 版）"


def _values(table: Table, line: Line) -> Iterator[Value]:
    if not table.columns:
        yield from (line.whole.value(entry) for entry in table.entries)
        return
    entry = table.entries[0]
    yield from (line.cells[key].value(entry) for key, _ in table.columns)
    yield line.whole.value(entry)


def written(value: Value) -> report_sheets.Cell:
    """Return what stands in a sheet: a dash where there is no value."""
    return DASH if value is None else float(value) if isinstance(value, Decimal) else value


def _figures(table: Table, cell: Cell) -> dict[str, Any]:
    return {_key(entry): plain(cell, entry) for entry in table.entries}


def _key(entry: AnyEntry) -> str:
    is_newest = catalogue.entry(entry.name).version == entry.version
    return entry.key if is_newest else f"{entry.key}_v{entry.version}"


def plain(cell: Cell, entry: AnyEntry) -> Any:
    """Return what an entry says in a cell for other programs: a count, a rate, or a length."""
    value = cell.value(entry)
    if isinstance(value, Rate):
        return report_sheets.rate_as_data(value)
    if isinstance(entry, Span):
        return {"value": None if value is None else float(value), "tickets": cell.days.count}
    return value


def _bracketed(words: str) -> str:
    return f"（{words}）" if " " in words else words


def _before(entry: AnyEntry) -> dict[str, Any] | None:
    before = entry.replaces if isinstance(entry, Ratio) else None
    return said(before) if before else None
