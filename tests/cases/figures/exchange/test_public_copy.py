"""The copy that may be published: small numbers are blank and follow from nothing beside them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from cases.figures.exchange import public_copy
from cases.figures.rules.completion import Figures
from cases.figures.selectors.completion import Row
from tests.cases.figures.exchange.test_completion_workbook import REPORT, VIEWER

LARGE = Figures(on_time=40, late=12, within=30, overdue=9, unconfirmed=6)
SMALL = Figures(on_time=20, late=3, within=30, overdue=9, unconfirmed=6)
OTHER = Figures(on_time=10, late=8, within=30, overdue=9, unconfirmed=6)


def table(*figures: Figures) -> list[list]:
    rows = [Row(str(at), f"单位{at}", one) for at, one in enumerate(figures)]
    total = figures[0]
    for one in figures[1:]:
        total += one
    return public_copy.table(replace(REPORT, rows=rows, total=total))


def test_where_nothing_is_small_nothing_is_blank():
    lines = table(LARGE, OTHER)[1:]

    assert [line[1:8] for line in lines] == [
        [40, 12, 30, 9, 6, 0, 97],
        [10, 8, 30, 9, 6, 0, 63],
        [50, 20, 60, 18, 12, 0, 160],
    ]


def test_a_small_number_goes_with_a_second_one_in_its_row_and_its_column():
    lines = table(LARGE, SMALL, OTHER)[1:]

    assert 3 not in [line[2] for line in lines]
    assert lines[1][2] == "—"
    for line in (*(one[1:8] for one in lines), *zip(*(one[1:8] for one in lines), strict=True)):
        assert list(line).count("—") != 1


def test_a_rate_goes_with_what_it_is_made_of():
    line = table(LARGE, SMALL, OTHER)[2]

    # 按时办结率 is made of what was closed late, which is blank; no rate says of how many it is.
    assert line[-2] == "—"
    assert not any("/" in str(cell) for cell in table(LARGE, OTHER)[1])


def test_the_copy_says_what_a_dash_means():
    book = load_workbook(BytesIO(public_copy.workbook(REPORT, seen_by=VIEWER)))

    said = [str(cell.value) for cells in book.worksheets[0] for cell in cells if cell.value]
    assert public_copy.BLANK in said
