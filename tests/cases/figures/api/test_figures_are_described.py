"""Every figure that goes out is described, and nothing else is."""

from __future__ import annotations

from datetime import date

from cases.figures.api.completion import CompletionAnswer, CompletionRow
from cases.figures.api.definitions import DefinitionAnswer
from cases.figures.api.tables import ColumnAnswer, LineAnswer, TableAnswer
from cases.figures.exchange import completion_export, tables_export
from cases.figures.rules.cells import Cell
from cases.figures.rules.completion import By, Figures, Period
from cases.figures.rules.cross_tables import Ask, Dimension
from cases.figures.rules.definitions import catalogue
from cases.figures.selectors.completion import Question, Report, Row
from cases.figures.selectors.cross_tables import Line, Table

DAY = date(2026, 3, 2)
PERIOD = Period(DAY, DAY)


def test_the_report_is_what_its_description_says():
    figures = Figures(rated=0, satisfied=0)
    question = Question(Period(DAY, DAY), By.UNIT, DAY)
    report = Report(question, DAY, [Row("1", "县供电公司", figures)], figures, has_ratings=True)

    said = completion_export.as_data(report)

    assert set(said) | {"disputes"} == set(CompletionAnswer().fields)
    assert set(said["rows"][0]) == set(CompletionRow().fields)


def test_a_definition_is_what_its_description_says():
    said = tables_export.said(catalogue.entry("timely"))

    # Where it stands on the page, and the version before, are the page's own.
    assert set(said) - {"anchor", "replaces"} == set(DefinitionAnswer().fields)


def test_a_table_is_what_its_description_says():
    entry, line = catalogue.entry("received"), Line("1", "县供电公司", Cell(), {"x": Cell()})
    ask = Ask(PERIOD, across=Dimension.CATEGORY)

    said = tables_export.as_data(Table(ask, DAY, (entry,), [line], line, [("x", "融资")]))

    assert set(said) == set(TableAnswer().fields)
    assert set(said["rows"][0]) == set(LineAnswer().fields)
    assert set(said["rows"][0]["columns"][0]) == set(ColumnAnswer().fields)
    assert said["definitions"] == [{"name": "received", "label": "收到", "version": 1}]
