"""A figure in three periods says the same in the workbook and to programs as on the page."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cadres.errors import Invalid
from cases.figures.api.comparisons import ComparedLine, ComparedPeriod, ComparisonAnswer
from cases.figures.exchange import comparison_export
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask
from cases.figures.selectors import comparisons
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))
TODAY = date(2026, 4, 30)


@pytest.fixture
def tickets(handler):
    """Three of April, one of March, one of last April."""
    days = (*[date(2026, 4, 8)] * 3, date(2026, 3, 9), date(2025, 4, 9))
    firm = EnterpriseFactory(county=handler.county)
    return [
        TicketFactory(enterprise=firm, in_hand=True, unit=handler.unit, filed_on=day)
        for day in days
    ]


def found(viewer, figure="received"):
    return comparisons.table(Ask(APRIL), figure, seen_by=viewer)


def test_the_workbook_has_the_three_periods_and_the_changes(tickets, leader, handler):
    viewer = leader.viewer(TODAY)

    book = load_workbook(BytesIO(comparison_export.workbook(found(viewer), seen_by=viewer)))

    rows = [[cell.value for cell in row] for row in book["同期比较"].iter_rows(3, 5)]
    assert rows == [
        ["责任单位", "本期", "上期", "比上期", "上年同期", "比上年同期"],
        [handler.unit.name, 3, 1, "增加 2", 1, "增加 2"],
        ["合计", 3, 1, "增加 2", 1, "增加 2"],
    ]
    assert "口径" in book.sheetnames


def test_programs_are_told_what_is_described(tickets, leader):
    said = comparison_export.as_data(found(leader.viewer(TODAY), "completion"))

    assert set(said) == set(ComparisonAnswer().fields)
    assert set(said["periods"][0]) == set(ComparedPeriod().fields)
    assert set(said["total"]) == set(ComparedLine().fields)
    assert said["total"]["now"] == {"numerator": 0, "denominator": 3, "value": 0.0}


def test_few_tickets_are_not_compared_there_either(tickets, leader):
    said = comparison_export.as_data(found(leader.viewer(TODAY), "completion"))

    assert said["total"]["change"] == "件数少，不比较"


def test_who_may_not_see_ratings_may_not_compare_them(tickets, handler):
    with pytest.raises(Invalid):
        found(handler.viewer(TODAY), "satisfaction")
