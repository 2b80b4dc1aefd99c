"""Every figure that goes out is described, and nothing else is."""

from __future__ import annotations

from datetime import date

from cases.figures.api.completion import CompletionAnswer, CompletionRow
from cases.figures.exchange import completion_export
from cases.figures.rules.completion import By, Figures, Period
from cases.figures.selectors.completion import Question, Report, Row

DAY = date(2026, 3, 2)


def test_the_report_is_what_its_description_says():
    figures = Figures(rated=0, satisfied=0)
    question = Question(Period(DAY, DAY), By.UNIT, DAY)
    report = Report(question, DAY, [Row("1", "县供电公司", figures)], figures, has_ratings=True)

    said = completion_export.as_data(report)

    assert set(said) | {"disputes"} == set(CompletionAnswer().fields)
    assert set(said["rows"][0]) == set(CompletionRow().fields)
