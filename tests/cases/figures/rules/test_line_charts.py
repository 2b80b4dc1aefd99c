"""Marks of a line chart stand in order of time, and higher where the rate is higher."""

from __future__ import annotations

from decimal import Decimal

from cases.figures.rules import line_charts
from cases.figures.rules.line_charts import HEIGHT, LEFT, RIGHT, WIDTH

RATES = [Decimal("0.889"), None, Decimal("0.571"), Decimal("0.583")]


def test_the_scale_begins_below_the_least_and_ends_at_the_whole():
    scale = line_charts.scale_of(RATES)

    assert scale.least == 4
    assert [word for word, _ in scale.marks] == ["100.0%", "70.0%", "40.0%"]
    assert line_charts.scale_of([None]).least == 0
    assert line_charts.scale_of([Decimal(1)]).least == 9


def test_what_is_more_stands_higher_and_within_the_drawing():
    scale = line_charts.scale_of(RATES)
    marks = line_charts.places(RATES, scale)

    assert marks[1] is None
    known = [mark for mark in marks if mark]
    assert known[0].y < known[2].y < known[1].y
    assert all(0 < mark.y < HEIGHT for mark in known)
    assert (known[0].x, known[2].x) == (LEFT, WIDTH - RIGHT)


def test_a_month_without_a_rate_parts_the_line():
    marks = line_charts.places(RATES, line_charts.scale_of(RATES))

    assert len(line_charts.strokes(marks)) == 1
    assert line_charts.strokes([None, None]) == []
