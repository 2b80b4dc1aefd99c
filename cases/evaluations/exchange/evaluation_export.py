"""效能评价 out of the house: data for programs, and a workbook that prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from io import BytesIO
from typing import Any

from cadres.deadlines.rules.limits import LimitUnit, words
from cadres.pages.rules.wording import DASH
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.streamed_books import Book
from cases.evaluations.rules import schemes
from cases.evaluations.rules.schemes import Scheme
from cases.evaluations.selectors.evaluations import EvaluatedRow, Evaluation
from cases.figures.exchange import report_sheets, tables_export
from cases.figures.rules.definitions import catalogue
from cases.tolerance.selectors.tolerance import UnitFindings

TITLE = "效能评价"
TRIED = "试算，未采用，不作为结果使用。"
POINTS = "得分"


def as_data(found: Evaluation, source: str) -> dict[str, Any]:
    """The evaluation as plain data; `source` says whether its scheme was adopted, and where."""
    entries = [catalogue.entry(name) for name in found.scheme.figures]
    return {
        "since": found.ask.period.since.isoformat(),
        "until": found.ask.period.until.isoformat(),
        "as_of": found.on.isoformat(),
        "rows_by": found.ask.rows.value,
        "scheme": source,
        "weights": dict(found.scheme.weights),
        "good_from": found.scheme.good,
        "fair_from": found.scheme.fair,
        "definitions": tables_export.named(entries),
        "rows": [_row(row) for row in found.rows],
        "tolerated": [asdict(one) for one in found.tolerated],
    }


def workbook(found: Evaluation, source: str, *, seen_by: Viewer) -> bytes:
    """The evaluation as an .xlsx that prints on A4 landscape; parts and weights stand in it."""
    period = found.ask.period
    heads = [
        f"{TITLE}（按{found.ask.rows.label}）",
        f"登记日期 {period.since} 至 {period.until}　　查看日期 {found.on}",
    ]
    notes, lines = [source, *said(found.scheme, found.at_least)], list(_table(found))
    notes += [tolerated(one) for one in found.tolerated]
    entries = [catalogue.entry(name) for name in found.scheme.figures]
    out = BytesIO()
    with Book(out) as book:
        report_sheets.fill(book, TITLE, heads, lines, notes, taken_by=seen_by, has_total=False)
        tables_export.definitions(book, entries, taken_by=seen_by)
    return out.getvalue()


def said(scheme: Scheme, at_least: int) -> list[str]:
    """How the score comes about, in sentences, for page and paper."""
    weights = "、".join(
        f"{catalogue.label(name)} {_per_cent(scheme.weights[name])}" for name in scheme.figures
    )
    return [
        f"权重：{weights}。",
        f"{scheme.good} 分及以上为优，{scheme.fair} 分及以上为良，其余为一般。",
        f"不足 {at_least} 件的率不计分，它的权重按比例分给其他各项；"
        f"有数的权重不到 {_per_cent(scheme.least)} 的不评。",
    ]


def tolerated(one: UnitFindings) -> str:
    """What was found tolerable, in a sentence beside the scores."""
    revoked = f"，已撤销 {one.revoked} 件" if one.revoked else ""
    return (
        f"容错认定（不改变得分）：{one.unit}免责 {one.excused} 件、减责 {one.reduced} 件{revoked}。"
    )


def _per_cent(amount: int) -> str:
    return words(amount, LimitUnit.PERCENT)


def _table(found: Evaluation) -> Iterator[list[report_sheets.Cell]]:
    place = ["名次"] if found.scheme.has_ranks else []
    parts = [
        word
        for name in found.scheme.figures
        for word in (catalogue.label(name), f"{POINTS}（{found.scheme.weights[name]}）")
    ]
    yield [found.ask.rows.label, "分档", POINTS, *place, *parts]
    for row in found.rows:
        yield [*_whole(row, bool(place)), *_parts(row)]


def _whole(row: EvaluatedRow, has_place: bool) -> list[report_sheets.Cell]:
    place: list[report_sheets.Cell] = [row.place or DASH] if has_place else []
    return [row.label, row.score.band.label, _number(row.score.points), *place]


def _parts(row: EvaluatedRow) -> Iterator[report_sheets.Cell]:
    for part in row.score.parts:
        yield part.rate
        yield _number(part.points)


def _number(points: Fraction | None) -> report_sheets.Cell:
    return DASH if points is None else float(schemes.said(points))


def _row(row: EvaluatedRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": row.label,
        "band": row.score.band.value,
        "points": _plain(row.score.points),
        "rank": row.place,
        "counted_weight": row.score.counted,
        "parts": [
            {
                "figure": part.name,
                "weight": part.weight,
                "rate": report_sheets.rate_as_data(part.rate),
                "points": _plain(part.points),
            }
            for part in row.score.parts
        ],
    }


def _plain(points: Fraction | None) -> float | None:
    return None if points is None else float(schemes.said(points))
