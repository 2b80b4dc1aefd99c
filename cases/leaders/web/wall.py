"""The wall display (大屏): published figures that renew themselves, with nothing to press.

Whoever passes by sees it: small numbers are left blank as in a published copy (公开件), and no
ticket, enterprise or person is named.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cadres.pages.web.request_types import Request
from cadres.people.selectors import units
from cases.figures.rules import suppression
from cases.figures.selectors.cross_tables import Table
from cases.leaders.selectors import leaders_page
from cases.leaders.selectors.leaders_page import HEAT, Wall
from cases.leaders.web import drawing
from cases.leaders.web.drawing import JUDGED

REFRESH_SECONDS = 300
Words = dict[str, Any]


@require_GET
@login_required
def page(request: Request) -> HttpResponse:
    found = leaders_page.wall(seen_by=request.viewer)
    county = units.site_name(seen_by=request.viewer)
    return drawn(request, found, county, request.viewer.at)


def drawn(request: Request, found: Wall, county: str, at: datetime) -> HttpResponse:
    """The wall as it renews itself; the same for whoever is signed in and for a display's key."""
    context = {
        "county": county,
        "at": at,
        "overdue": _overdue(drawing.overdue(found.overdue)),
        "rates": [_rate(one) for one in drawing.rates(found.rates)],
        "trend": _trend(drawing.trend(found.rates)),
        "bands": drawing.bands(found.bands),
        "judged": JUDGED[found.bands.rows],
        "band_limits": found.bands.limits,
        "heat": heat(found.heat),
        "refresh_minutes": REFRESH_SECONDS // 60,
    }
    answer = render(request, "cases/leaders/wall.html", context)
    answer["Refresh"] = str(REFRESH_SECONDS)
    return answer


def _is_small(count: int) -> bool:
    return 0 < count < suppression.LEAST


def _overdue(drawn: Words) -> Words:
    """A change goes where either number of which it is made goes."""
    now = drawn["count"]
    changes = [
        one | {"count": DASH, "change": ""} if _is_small(one["count"]) else one
        for one in drawn["changes"]
    ]
    if _is_small(now):
        changes = [one | {"change": ""} for one in changes]
    return {"count": DASH if _is_small(now) else now, "changes": changes}


def _rate(drawn: Words) -> Words:
    changes = [
        one | {"then": shown, "change": one["change"] if _both(drawn["now"], shown) else ""}
        for one in drawn["changes"]
        for shown in [_public(one["then"])]
    ]
    return drawn | {"now": _public(drawn["now"]), "changes": changes}


def _both(now: Words, then: Words) -> bool:
    return bool(_public(now)["value"].denominator and then["value"].denominator)


def _public(cell: Words) -> Words:
    """A rate of few tickets says nothing, as in a published copy."""
    is_of_few = cell["value"].denominator < suppression.LEAST
    return cell | {"value": Rate(0, 0), "place": None} if is_of_few else cell


def _trend(drawn: Words) -> Words:
    """Marks and lines alone; where a month is of few tickets there is neither."""
    lines = [line | {"cells": [_public(cell) for cell in line["cells"]]} for line in drawn["lines"]]
    return drawn | {"lines": [line | {"strokes": drawing.strokes_of(line)} for line in lines]}


def heat(table: Table) -> Words:
    """The table with its sums, blank where a cell is small or follows from its line."""
    drawn = drawing.heat(table)
    lines = [*drawn["lines"], drawn["total"]]
    counts = [[line.cells[key].counted(HEAT) for key, _ in table.columns] for line in table.lines]
    rows = [[*row, sum(row)] for row in counts]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    blank = suppression.blanked([*rows, sums]) if rows else frozenset()
    return drawn | {
        "least": suppression.LEAST,
        "lines": [_line(line, at, blank) for at, line in enumerate(lines)] if rows else [],
    }


def _line(line: Words, at: int, blank: frozenset[suppression.Place]) -> Words:
    cells = [*line["cells"], {"count": line["count"], "step": 0}]
    return {
        "label": line["label"],
        "cells": [
            {"said": DASH, "step": 0}
            if (at, column) in blank
            else {"said": cell["count"], "step": cell["step"]}
            for column, cell in enumerate(cells)
        ],
    }
