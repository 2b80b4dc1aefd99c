"""What the templates of the leader's page write: numbers with the addresses of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cadres.pages.rules.rates import Rate, whole_percent
from cases.figures.rules import changes, line_charts
from cases.figures.rules.cross_tables import OTHERS, Dimension
from cases.figures.rules.definitions import catalogue
from cases.figures.selectors.cross_tables import Line, Table
from cases.figures.web import addresses
from cases.leaders.rules.bands import Band
from cases.leaders.selectors.bands import Bands
from cases.leaders.selectors.leaders_page import HEAT
from cases.leaders.selectors.monthly_rates import NAMES, TIMELY, Month, MonthlyRates
from cases.leaders.selectors.overdue import OVERDUE, Overdue

Words = dict[str, Any]
PAGE = "leaders"
# What stands in bands, in a word.
JUDGED = {Dimension.UNIT: "单位", Dimension.COUNTY: "县区"}
# So many places and units are listed with their bars.
LISTED = 40
# So many cells of the heat table are named above it.
HOTTEST = 3
# How dark a cell of the heat table is: none, and four steps up to the largest.
STEPS = 4


def rate(rate: Rate, address: str) -> Words:
    """A rate with the addresses of both its sides."""
    return {"value": rate, **addresses.sides(address)}


def overdue(found: Overdue) -> Words:
    """The number, the changes, and where and at whom they are."""
    now, ask = found.count, found.by_place.ask
    return {
        "count": now,
        "url": addresses.rows_behind(ask, OVERDUE, label="超期", page=PAGE),
        "changes": [
            {
                "word": word,
                "count": then.count,
                "url": addresses.rows_behind(then.ask, OVERDUE, label=word, page=PAGE),
                "change": changes.words(now, then.count, 0),
            }
            for word, then in (("上月同日", found.month_earlier), ("上年同日", found.year_earlier))
        ],
        "place": found.by_place.ask.rows.label,
        "where": _lines(found.where, found.by_place),
        "at_whom": _lines(found.at_whom, found.by_unit),
        "further": max(0, len(found.at_whom) - LISTED),
        "all_units_url": addresses.table(found.by_unit.ask, OVERDUE),
        "by_unit": sum(line.whole.counted(OVERDUE) for line in found.at_whom),
        "by_unit_url": addresses.rows_behind(
            found.by_unit.ask, OVERDUE, label="承办超期", page=PAGE
        ),
    }


def _lines(lines: Sequence[Line], table: Table) -> list[Words]:
    """With bars: the longest fills its place. Whoever comes after many is in the table."""
    most = max((line.whole.counted(OVERDUE) for line in lines), default=1)
    return [
        {
            "label": line.label,
            "count": (count := line.whole.counted(OVERDUE)),
            "width": whole_percent(count, most),
            "url": addresses.rows_behind(
                table.ask, OVERDUE, row=line.key, label=line.label, page=PAGE
            ),
        }
        for line in lines[:LISTED]
    ]


def rates(found: MonthlyRates) -> list[Words]:
    """Each rate of the last month, with its changes."""
    return [
        {
            "label": catalogue.label(name),
            "name": name,
            "month": found.now.full_label,
            "now": _of_month(found.now, name),
            "changes": [
                {
                    "word": then.full_label,
                    "then": _of_month(then, name),
                    "change": found.change(name, then),
                }
                for then in (found.before, found.year_earlier)
            ],
        }
        for name in NAMES
    ]


def _of_month(month: Month, name: str) -> Words:
    where = addresses.rows_behind(month.ask, name, label=month.full_label, page=PAGE)
    return rate(month.rates[name], where)


def trend(found: MonthlyRates) -> Words:
    """The drawing of six months: lines, marks that open their rows, and the same as a table."""
    values = {name: [one.rates[name].value for one in found.months] for name in NAMES}
    scale = line_charts.scale_of([value for some in values.values() for value in some])
    return {
        "view_box": f"0 0 {line_charts.WIDTH} {line_charts.HEIGHT}",
        "left": line_charts.LEFT,
        "right": line_charts.WIDTH - line_charts.RIGHT,
        "foot": line_charts.HEIGHT - 6,
        "marks": scale.marks,
        "months": [
            {"label": one.label, "x": line_charts.x_of(at, len(found.months))}
            for at, one in enumerate(found.months)
        ],
        "lines": [_drawn(found, name, scale) for name in NAMES],
    }


def _drawn(found: MonthlyRates, name: str, scale: line_charts.Scale) -> Words:
    values = [one.rates[name].value for one in found.months]
    places = line_charts.places(values, scale)
    return {
        "label": catalogue.label(name),
        "look": "is-first" if name == TIMELY else "is-second",
        "strokes": line_charts.strokes(places),
        "cells": [
            {"place": place, "month": one.full_label, **_of_month(one, name)}
            for place, one in zip(places, found.months, strict=True)
        ],
    }


def strokes_of(line: Words) -> list[str]:
    """Return the unbroken lines through the marks that are left."""
    return line_charts.strokes([cell["place"] for cell in line["cells"]])


def bands(found: Bands) -> list[Words]:
    """What stands in each band, each with its oldest overdue case."""
    return [
        {
            "band": band.label,
            "look": band.value,
            "units": [
                {
                    "label": unit.label,
                    "late": unit.late,
                    "worst": unit.worst,
                    "rate": rate(
                        unit.rate,
                        addresses.rows_behind(
                            found.ask, TIMELY, row=unit.key, label=unit.label, page=PAGE
                        ),
                    ),
                }
                for unit in units
            ],
        }
        for band in Band
        if (units := found.bands[band])
    ]


def heat(table: Table) -> Words:
    """Places by categories; the darkest are those with most."""
    most = max(
        (cell.counted(HEAT) for line in table.lines for cell in line.cells.values()), default=0
    )
    lines = [_heat_line(line, table, most, line.key) for line in table.lines]
    return {
        "figure": catalogue.label(HEAT),
        "place": table.ask.rows.label,
        "url": addresses.table(table.ask, HEAT),
        "columns": [label for _, label in table.columns],
        "lines": lines,
        "hottest": hottest(lines),
        "total": _heat_line(table.total, table, 0, None),
    }


def _heat_line(line: Line, table: Table, most: int, key: str | None) -> Words:
    def address(column: str | None) -> str:
        return addresses.rows_behind(
            *(table.ask, HEAT),
            row=key,
            column=column,
            others=table.others if column == OTHERS else (),
            label=line.label,
            page=PAGE,
        )

    cells = [
        {
            "count": (count := line.cells[column].counted(HEAT)),
            "url": address(column),
            "step": step_of(count, most),
            "word": label,
        }
        for column, label in table.columns
    ]
    whole = {"count": line.whole.counted(HEAT), "url": address(None)}
    return {"label": line.label, "is_place": bool(key), "cells": cells, **whole}


def hottest(lines: Sequence[Words]) -> list[Words]:
    """Return the cells with most, each with its place; what lies nowhere names no place."""
    cells = [
        cell | {"place": line["label"]}
        for line in lines
        for cell in line["cells"]
        if line["is_place"] and cell["count"]
    ]
    return sorted(cells, key=lambda cell: -cell["count"])[:HOTTEST]


def step_of(count: int, most: int) -> int:
    """Return how dark a cell is: 0 for none, 1 to 4 by its share of the largest."""
    return -(-STEPS * count // most) if count and most else 0
