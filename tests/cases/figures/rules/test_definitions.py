"""The metric catalogue: each figure is defined once, whole, and in one version at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.errors import Absent
from cases.figures.exchange import completion_export, tables_export
from cases.figures.rules import completion
from cases.figures.rules.completion import Aspect, Bucket, Figures
from cases.figures.rules.cross_tables import CROSSED, TABLES
from cases.figures.rules.definitions import catalogue, entries, rates
from cases.figures.rules.definitions.entries import Measure, Ratio, Span

RATIOS = [entry for entry in catalogue.every() if isinstance(entry, Ratio)]
# What somebody sees of the report, and of the tables.
SHOWN = {
    *(name for name, _ in (*completion_export.COUNTS, *completion_export.ASPECTS)),
    *(name for name, _ in (*completion_export.RATES, *completion_export.SOLUTION)),
    *(name for name, _ in (*completion_export.SATISFACTION, *completion_export.DIFFERENT)),
    *(name for names in TABLES.values() for name in names),
    *CROSSED,
}


def test_every_figure_that_is_shown_has_an_entry():
    assert {catalogue.entry(name).name for name in SHOWN} == SHOWN


@pytest.mark.parametrize("entry", catalogue.every(), ids=lambda entry: entry.name)
def test_an_entry_says_all_that_a_reader_asks(entry):
    said = tables_export.said(entry)

    told = ("label", "counts", "until", "leaves_out", "unit", "version", "since", "basis")
    assert all(said[name] for name in told)


def test_no_two_entries_bear_one_name_or_one_heading():
    known = catalogue.every()

    for named in (lambda one: one.name, lambda one: one.key, lambda one: one.label):
        assert len({named(entry) for entry in known}) == len(known)
    with pytest.raises(ValueError, match="twice"):
        catalogue.register([known[0]])


def test_what_nobody_defined_is_absent():
    for ask in (catalogue.entry, catalogue.measure, catalogue.ratio):
        with pytest.raises(Absent):
            ask("no such figure")
    with pytest.raises(Absent):
        catalogue.measure("timely")


@pytest.mark.parametrize("ratio", RATIOS, ids=lambda ratio: ratio.name)
def test_a_rate_is_made_of_named_measures(ratio):
    assert all(isinstance(catalogue.entry(name), Measure) for name in ratio.needs)
    assert "÷" in tables_export.counts(ratio)


@pytest.mark.parametrize("ratio", RATIOS, ids=lambda ratio: ratio.name)
def test_a_rate_of_nothing_is_none(ratio):
    assert ratio.rate(lambda name: 0).value is None


def test_a_length_is_of_a_measure():
    spans = [entry for entry in catalogue.every() if isinstance(entry, Span)]

    assert {type(catalogue.entry(span.of)) for span in spans} == {Measure}


def test_the_rates_of_the_report_are_those_of_the_catalogue():
    counts = {name: at + 1 for at, name in enumerate(completion.COUNTED)}
    figures = Figures(**counts, rated=40, satisfied=30)

    for name in ("timely", "completion", "solution", "fulfilment", "satisfaction", "participation"):
        assert getattr(figures, name) == catalogue.ratio(name).rate(figures.counted)


def test_every_bucket_and_aspect_has_the_words_of_its_entry():
    for one in (*Bucket, *Aspect):
        assert catalogue.label(one.value) == one.label


FIRST = replace(rates.COMPLETION, since=date(2026, 1, 1))
CHANGED = replace(
    FIRST, version=2, since=date(2027, 1, 1), of=("received",), less=("apart",), replaces=FIRST
)


@pytest.mark.parametrize(
    ("on", "versions"),
    [
        (date(2026, 12, 31), [1]),
        (date(2027, 1, 1), [2, 1]),
        (date(2027, 3, 31), [2, 1]),
        (date(2027, 4, 1), [2]),
    ],
)
def test_a_changed_definition_stands_beside_the_old_one_for_a_quarter(on, versions):
    assert [one.version for one in entries.shown(CHANGED, on)] == versions


def test_each_version_counts_in_its_own_way():
    counts = {"on_time": 6, "late": 0, "received": 10, "apart": 2}

    assert FIRST.rate(counts.__getitem__).parts == "6/10"
    assert CHANGED.rate(counts.__getitem__).parts == "6/8"


def test_an_earlier_version_is_found_by_its_number(monkeypatch):
    monkeypatch.setitem(catalogue._ENTRIES, "completion", CHANGED)

    assert catalogue.ratio("completion") is CHANGED
    assert catalogue.ratio("completion", 1) is FIRST
    with pytest.raises(Absent):
        catalogue.ratio("completion", 3)


def test_a_quarter_ends_on_a_day_that_there_is():
    assert entries.quarter_after(date(2026, 11, 30)) == date(2027, 2, 28)
