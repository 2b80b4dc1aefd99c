"""Figures of enterprises and letters: as of any day, and each number opens its rows."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.roles import Role
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import OF, OVER, Ask, Dimension, Number, Part
from cases.figures.rules.definitions.entries import Group, Ratio
from cases.figures.selectors import figure_tables
from cases.letters.rules.kinds import LetterState
from enterprises.models import Visit
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory
from tests.factories.letters import LetterFactory
from tests.factories.people import CadreFactory, TownshipFactory, moment

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
TODAY = date(2026, 4, 10)
BY_TOWNSHIP = Ask(MARCH, Dimension.TOWNSHIP)
BY_UNIT = Ask(MARCH, Dimension.UNIT)


def table(ask, group, viewer):
    return figure_tables.table(ask, figure_tables.columns(group), seen_by=viewer)


def sides(entry, value) -> list[tuple[Number, int]]:
    if not isinstance(entry, Ratio):
        return [(Number(entry.name), value)]
    over, of = Number(entry.name, OVER), Number(entry.name, OF)
    return [(over, value.numerator), (of, value.denominator)]


def faults(ask, group, viewer) -> list[str]:
    """The numbers that open more or fewer rows than they say."""
    found, shown = [], table(ask, group, viewer)
    for line in (*shown.lines, shown.total):
        part = Part(None if line is shown.total else line.key)
        for entry in shown.entries:
            value = line.whole.value(entry)
            sides = (
                [
                    (Number(entry.name, OVER), value.numerator),
                    (Number(entry.name, OF), value.denominator),
                ]
                if isinstance(entry, Ratio)
                else [(Number(entry.name), value)]
            )
            for number, said in sides:
                behind = figure_tables.behind(ask, number, part, 1, seen_by=viewer)
                if behind.page.total != said or len(behind.page.rows) != said:
                    found.append(f"{line.label} {number}: {said}, opens {behind.page.total}")
    return found


@pytest.fixture
def firms(liaison):
    """Three of one township: covered since January; covered until March; by nobody."""
    county = cast.county()
    township = TownshipFactory(parent=county, name="城关镇")
    held, left, free = (EnterpriseFactory(county=county, township=township) for _ in range(3))
    AssignmentFactory(enterprise=held, cadre=liaison.cadre)
    AssignmentFactory(enterprise=left, cadre=liaison.cadre, to_on=date(2026, 3, 10))
    for day in (date(2026, 3, 3), date(2026, 3, 20)):
        VisitFactory(enterprise=held, visited_on=day)
    VisitFactory(enterprise=left, visited_on=date(2026, 2, 3))
    return held, left, free


def counts(line) -> dict[str, int]:
    return dict(line.whole.counts)


def test_coverage_is_of_the_day_and_visits_are_of_the_period(firms, leader):
    (line,) = table(BY_TOWNSHIP, Group.COVERAGE, leader.viewer(TODAY)).lines

    assert line.label == "城关镇"
    assert counts(line) == {
        "enterprises": 3, "covered": 1, "uncovered": 2, "contacted": 1, "quiet": 2,
        "often_visited": 1,
    }  # fmt: skip


def test_of_a_past_day_it_is_what_was_then(firms, leader):
    then = Ask(
        Period(date(2026, 2, 1), date(2026, 3, 31)), Dimension.TOWNSHIP, as_of=date(2026, 3, 5)
    )

    (line,) = table(then, Group.COVERAGE, leader.viewer(TODAY)).lines

    assert counts(line) == {
        "enterprises": 3, "covered": 2, "uncovered": 1, "contacted": 2, "quiet": 1,
        "often_visited": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [Dimension.TOWNSHIP, Dimension.COUNTY, Dimension.SIZE, Dimension.INDUSTRY, Dimension.TEAM],
)
def test_each_number_of_coverage_opens_its_enterprises(firms, leader, rows):
    assert faults(Ask(MARCH, rows), Group.COVERAGE, leader.viewer(TODAY)) == []


def test_a_call_is_a_contact_and_no_visit(firms, leader):
    for day in (date(2026, 3, 3), date(2026, 3, 4)):
        VisitFactory(enterprise=firms[2], visited_on=day, manner="phone")

    (line,) = table(BY_TOWNSHIP, Group.COVERAGE, leader.viewer(TODAY)).lines

    assert (line.whole.counted("contacted"), line.whole.counted("often_visited")) == (2, 1)
    assert Visit.objects.filter(manner="phone").count() == 2


def test_a_unit_is_shown_no_coverage_of_the_county(firms, handler):
    viewer = handler.viewer(TODAY)

    assert Group.COVERAGE not in figure_tables.groups(seen_by=viewer)
    with pytest.raises(Invalid):
        table(BY_TOWNSHIP, Group.COVERAGE, viewer)


def test_what_the_source_has_not_is_refused_with_what_it_has(leader):
    with pytest.raises(Invalid, match="按乡镇、县区"):
        table(Ask(MARCH, Dimension.CATEGORY), Group.COVERAGE, leader.viewer(TODAY))


@pytest.fixture
def letters(handler, outsider):
    """To one unit: answered in time, late, never, not due yet, excused; to another: one."""
    other = cast.person("何平", Role.UNIT_CLERK, cast.unit("县能源局")).unit
    ways = (
        (handler.unit, date(2026, 3, 9), date(2026, 3, 9), ""),
        (handler.unit, date(2026, 3, 9), date(2026, 3, 12), ""),
        (handler.unit, date(2026, 3, 9), None, ""),
        (handler.unit, date(2026, 4, 20), None, ""),
        (handler.unit, date(2026, 3, 9), None, "已办结"),
        (other, date(2026, 3, 9), date(2026, 3, 6), ""),
    )
    ticket = TicketFactory(
        in_hand=True, unit=handler.unit, enterprise=EnterpriseFactory(county=handler.county)
    )
    return [issued(at, ticket, *way) for at, way in enumerate(ways, 1)]


def issued(serial, ticket, unit, due_on, replied_on, excused):
    return LetterFactory(
        ticket=ticket, unit=unit, proposed=True, state=LetterState.ISSUED, year=2026,
        prefix="召助企办函", serial=serial, number=f"召助企办函〔2026〕{serial}号",
        dated_on=date(2026, 3, 2), issued_at=moment(date(2026, 3, 2)),
        issued_by=CadreFactory(), frozen_digest="f",
        pdf="letters/x.pdf", pdf_digest="p", reply_due_on=due_on, replied_on=replied_on,
        reply="已回复" if replied_on else "", excused_why=excused,
    )  # fmt: skip


def test_letters_are_answered_in_time_or_not(letters, handler, leader):
    shown = table(BY_UNIT, Group.LETTERS, leader.viewer(TODAY))
    lines = {line.label: line for line in shown.lines}
    rate = shown.entries[-1]

    assert counts(lines[handler.unit.name]) == {
        "letters_asked": 4, "letters_due": 3, "letters_timely": 1, "letters_late": 2,
    }  # fmt: skip
    assert lines[handler.unit.name].whole.value(rate) == Rate(1, 3)
    assert lines["县能源局"].whole.value(rate) == Rate(1, 1)


def test_letters_of_a_past_day_are_as_they_were(letters, handler, leader):
    then = Ask(MARCH, Dimension.UNIT, as_of=date(2026, 3, 9))
    lines = table(then, Group.LETTERS, leader.viewer(TODAY)).lines
    line = next(one for one in lines if one.label == handler.unit.name)

    assert (line.whole.counted("letters_due"), line.whole.counted("letters_timely")) == (1, 1)


@pytest.mark.parametrize("rows", [Dimension.UNIT, Dimension.SUCCESSOR, Dimension.MONTH])
def test_each_number_of_letters_opens_them(letters, leader, rows):
    assert faults(Ask(MARCH, rows), Group.LETTERS, leader.viewer(TODAY)) == []


def test_a_unit_counts_the_letters_to_itself(letters, handler):
    shown = table(BY_UNIT, Group.LETTERS, handler.viewer(TODAY))

    assert [line.label for line in shown.lines] == [handler.unit.name]
