"""One figure in three periods (本期、上期、上年同期) out of the house: data, and a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.streamed_books import Book
from cases.figures.exchange import report_sheets, tables_export
from cases.figures.rules import changes
from cases.figures.rules.cells import Cell
from cases.figures.rules.completion import Period
from cases.figures.rules.definitions.entries import AnyEntry
from cases.figures.selectors.comparisons import Comparison, Look

TOTAL = "合计"
# Says what stands in a row in one of the periods.
Row = Callable[[Look], Cell]


def as_data(found: Comparison) -> dict[str, Any]:
    """The comparison as plain data; changes are said in words, as on the page."""
    rows = [{"key": key, "label": label} | _figures(found, of) for key, label, of in _rows(found)]
    return {
        "rows_by": found.ask.rows.value,
        "clock": found.ask.whose.value,
        "definition": tables_export.named([found.entry])[0],
        "periods": [
            _period(look) for look in (found.now, found.before, found.year_earlier)
        ],
        "compared_at_least": found.at_least,
        "rows": rows[:-1],
        "total": rows[-1],
    }  # fmt: skip


def workbook(found: Comparison, *, seen_by: Viewer) -> bytes:
    """The comparison as an .xlsx that prints on A4 landscape, with the definition beside."""
    heads = [
        f"{found.entry.label}比较表（按{found.ask.rows.label}）",
        f"{found.now.table.period_word} {_days(found.now.period)}　　查看日期 {found.now.on}",
    ]
    notes = [
        found.now.table.said,
        *found.notes,
        f"比率不足 {found.at_least} 件的不作比较。",
    ]
    out = BytesIO()
    with Book(out) as book:
        report_sheets.fill(book, "同期比较", heads, list(_table(found)), notes, taken_by=seen_by)
        tables_export.definitions(book, [found.entry], taken_by=seen_by)
    return out.getvalue()


def _table(found: Comparison) -> Iterator[list[report_sheets.Cell]]:
    earlier = [word for look in found.earlier for word in (look.label, f"比{look.label}")]
    yield [found.ask.rows.label, found.now.label, *earlier]
    for _, label, of in _rows(found):
        yield [label, *_cells(found, of)]


def _cells(found: Comparison, of: Row) -> Iterator[report_sheets.Cell]:
    now = of(found.now).value(found.entry)
    yield tables_export.written(now)
    for look in found.earlier:
        then = of(look).value(found.entry)
        yield tables_export.written(then)
        yield changes.spelled(changes.words(now, then, found.at_least))


def _rows(found: Comparison) -> Iterator[tuple[str, str, Row]]:
    """The key and words of each row, and its cells; the sum last."""
    for line in found.lines:
        yield line.key, line.label, lambda look, key=line.key: look.cell(key)
    yield "", TOTAL, lambda look: look.table.total.whole


def _figures(found: Comparison, of: Row) -> dict[str, Any]:
    entry: AnyEntry = found.entry
    now, before, year = (of(look) for look in (found.now, *found.earlier))
    changed = [
        changes.words(now.value(entry), then.value(entry), found.at_least)
        for then in (before, year)
    ]
    return {
        "now": tables_export.plain(now, entry),
        "before": tables_export.plain(before, entry),
        "year_earlier": tables_export.plain(year, entry),
        "change": changed[0],
        "change_in_a_year": changed[1],
    }


def _period(look: Look) -> dict[str, Any]:
    return {
        "label": look.label,
        "since": look.period.since.isoformat(),
        "until": look.period.until.isoformat(),
        "as_of": look.on.isoformat(),
    }


def _days(period: Period) -> str:
    return f"{period.since} 至 {period.until}"
