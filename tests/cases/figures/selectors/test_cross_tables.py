"""Tables of figures: by every dimension, crossed, of a past day; each cell opens its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from cadres.errors import DomainError, Invalid
from cadres.pages.rules.rates import Rate
from cases.figures.rules import cross_tables as rules
from cases.figures.rules.completion import By, Period
from cases.figures.rules.cross_tables import (
    OF,
    OTHERS,
    OVER,
    TABLES,
    Ask,
    Dimension,
    Number,
    Part,
)
from cases.figures.rules.definitions.entries import Group, Ratio, Span
from cases.figures.selectors import completion, cross_tables
from cases.figures.selectors.completion import Question
from cases.figures.selectors.cross_tables import Line, Table
from cases.models import Rating
from tests import cast
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import UnitFactory, moment

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
MID_MARCH = date(2026, 3, 20)
FIRST_WEEK = date(2026, 3, 6)
ALL = tuple(dict.fromkeys(name for names in TABLES.values() for name in names))


@pytest.fixture
def tickets(handler, liaison):
    """Some of everything, of covered firms and others, by two units one of which is below."""
    county = cast.county()
    below = UnitFactory(region=county, name="城郊供电所", parent=handler.unit)
    covered = EnterpriseFactory(county=county, industry="艾草", size="small")
    AssignmentFactory(enterprise=covered, cadre=liaison.cadre)
    other = EnterpriseFactory(county=county)
    traits = ("closed", "in_hand", "unconfirmed", "parked", "planned", "unreached")
    found = [
        TicketFactory(
            enterprise=(covered, other)[at % 2],
            unit=(handler.unit, below)[at % 3 == 0],
            category=CategoryFactory(name=("用能保障", "融资")[at % 2]),
            source=("visit", "hotline")[at % 4 == 1],
            outcome="solved" if trait == "closed" else "",
            **({"in_hand": True, "state": trait} if trait == "parked" else {trait: True}),
        )
        for at, trait in enumerate(traits * 2)
    ]
    found.append(TicketFactory(enterprise=other, filed_on=date(2026, 2, 20)))
    Rating.objects.create(
        ticket=found[0],
        round=1,
        satisfaction="satisfied",
        channel="link",
        rated_at=moment(date(2026, 3, 10)),
    )
    return found


def numbers(table: Table, line: Line, column: str | None) -> Iterator[tuple[Number, int]]:
    cell = line.whole if column is None else line.cells[column]
    for entry in table.entries:
        value = cell.value(entry)
        if isinstance(entry, Ratio):
            assert isinstance(value, Rate)
            yield Number(entry.name, OVER), value.numerator
            yield Number(entry.name, OF), value.denominator
        elif isinstance(entry, Span):
            yield Number(entry.name), cell.days.count
        else:
            yield Number(entry.name), value


def faults(ask: Ask, names: tuple[str, ...], viewer) -> list[str]:
    """The cells that open more or fewer rows than they say."""
    table = cross_tables.table(ask, names, seen_by=viewer)
    found = []
    for line in (*table.lines, table.total):
        row = None if line is table.total else line.key
        for column in (None, *(key for key, _ in table.columns)):
            part = Part(row, column, table.others if column == OTHERS else ())
            for number, said in numbers(table, line, column):
                behind = cross_tables.tickets(ask, number, seen_by=viewer, part=part)
                if behind.count() != said:
                    found.append(f"{line.label} {column} {number}: {said} opens {behind.count()}")
    return found


@pytest.mark.parametrize("as_of", [None, FIRST_WEEK])
def test_every_number_of_every_table_opens_its_rows(tickets, leader, as_of):
    viewer = leader.viewer(MID_MARCH)

    assert faults(Ask(MARCH, as_of=as_of), ALL, viewer) == []


@pytest.mark.parametrize("rows", list(Dimension))
def test_by_whatever_it_is_parted_the_rows_add_up(tickets, leader, rows):
    viewer = leader.viewer(MID_MARCH)
    names = ("received", "on_time", "timely")

    table = cross_tables.table(Ask(MARCH, rows), names, seen_by=viewer)

    assert table.total.whole.counted("received") == 12
    assert len({line.label for line in table.lines}) == len(table.lines)
    assert faults(Ask(MARCH, rows), names, viewer) == []


def test_several_wholes_in_one_statement_are_the_totals_of_their_tables(
    tickets, leader, django_assert_num_queries
):
    asks = [
        Ask(MARCH, Dimension.TOWNSHIP, as_of=MID_MARCH, with_carried=True),
        Ask(MARCH, Dimension.COUNTY, as_of=FIRST_WEEK),
        Ask(MARCH, Dimension.COUNTY),
    ]
    names = ("overdue", "within", "timely", "solution")
    viewer = leader.viewer(date(2026, 4, 1))

    with django_assert_num_queries(1):
        found = cross_tables.wholes(asks, names, seen_by=viewer)

    tables = [cross_tables.table(ask, names, seen_by=viewer).total.whole for ask in asks]
    assert [one.counts for one in found] == [one.counts for one in tables]
    assert len({tuple(sorted(one.counts.items())) for one in found}) == len(asks)


def test_a_unit_below_stands_with_the_one_above_it(tickets, handler, leader):
    table = cross_tables.table(
        Ask(MARCH, Dimension.TREE), ("received",), seen_by=leader.viewer(MID_MARCH)
    )

    assert [(line.label, line.whole.counted("received")) for line in table.lines] == [
        (handler.unit.name, 12)
    ]


def test_the_covering_unit_is_the_one_of_that_day(tickets, liaison, leader):
    ask = Ask(MARCH, Dimension.TEAM)

    table = cross_tables.table(ask, ("received",), seen_by=leader.viewer(MID_MARCH))

    assert {line.label: line.whole.counted("received") for line in table.lines} == {
        liaison.unit.name: 6,
        "无人包联": 6,
    }


@pytest.mark.parametrize("across", [Dimension.TREE, Dimension.TEAM, Dimension.SOURCE])
def test_two_dimensions_crossed_open_cell_by_cell(tickets, leader, across):
    ask = Ask(MARCH, Dimension.CATEGORY, across)

    assert faults(ask, ("completion",), leader.viewer(MID_MARCH)) == []


def test_what_has_no_column_of_its_own_is_among_the_others_and_opens(tickets, leader, monkeypatch):
    monkeypatch.setattr(rules, "COLUMNS", 2)
    ask, viewer = Ask(MARCH, Dimension.CATEGORY, Dimension.UNIT), leader.viewer(MID_MARCH)
    TicketFactory(enterprise=tickets[0].enterprise)

    table = cross_tables.table(ask, ("received",), seen_by=viewer)

    assert [label for _, label in table.columns] == ["县供电公司", "其他"]
    assert table.total.cells[OTHERS].counted("received") == 5
    assert faults(ask, ("received",), viewer) == []


def test_the_tables_say_what_the_report_says(tickets, leader):
    viewer = leader.viewer(MID_MARCH)
    for by in By:
        report = completion.report(Question(MARCH, by), seen_by=viewer)
        table = cross_tables.table(Ask(MARCH, Dimension(by.value)), ALL, seen_by=viewer)
        lines = {line.key: line.whole for line in table.lines}
        for row in report.rows:
            for name in (*TABLES[Group.STANDING][:-2], "solved", "planned", "rated", "plans_due"):
                assert lines[row.key].counted(name) == row.figures.counted(name), (by, name)


def test_ratings_are_hidden_from_the_units(tickets, handler):
    viewer = handler.viewer(MID_MARCH)

    table = cross_tables.table(Ask(MARCH), TABLES[Group.RESULT], seen_by=viewer)

    assert "satisfaction" not in {entry.name for entry in table.entries}
    with pytest.raises(Invalid):
        cross_tables.tickets(Ask(MARCH), Number("satisfied"), seen_by=viewer, part=Part())


def test_a_unit_counts_its_own_tickets_only(tickets, handler, outsider):
    own = cross_tables.table(Ask(MARCH), ("received",), seen_by=handler.viewer(MID_MARCH))
    other = cross_tables.table(Ask(MARCH), ("received",), seen_by=outsider.viewer(MID_MARCH))

    assert own.total.whole.counted("received") == 12
    assert other.lines == []


@pytest.mark.parametrize(
    ("ask", "number", "part"),
    [
        (Ask(MARCH), Number("no such figure"), Part()),
        (Ask(MARCH), Number("timely"), Part()),
        (Ask(MARCH), Number("received"), Part("x")),
        (Ask(MARCH, Dimension.MONTH), Number("received"), Part("2026-3")),
        (Ask(MARCH, as_of=date(2027, 1, 1)), Number("received"), Part()),
    ],
)
def test_what_is_no_number_of_the_table_is_refused(leader, ask, number, part):
    with pytest.raises(DomainError):
        cross_tables.tickets(ask, number, seen_by=leader.viewer(MID_MARCH), part=part)


def test_the_length_is_counted_in_working_days(tickets, leader):
    # Filed on Monday the 2nd, approved on Monday the 9th.
    table = cross_tables.table(Ask(MARCH), TABLES[Group.TIME], seen_by=leader.viewer(MID_MARCH))

    assert (table.total.whole.days.mean, table.total.whole.days.median) == (5, 5)
