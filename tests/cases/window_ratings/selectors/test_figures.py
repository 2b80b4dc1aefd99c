"""Figures of ratings: unrated is no rating, upheld appeals count nowhere, every number opens."""

from __future__ import annotations

from datetime import date

import pytest

from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask, Dimension, Number, Part
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import Measure, Ratio
from cases.figures.selectors import figure_tables
from cases.figures.selectors.sources import source_tables
from cases.window_ratings.rules import definitions
from cases.window_ratings.rules.ratings import Level, Source
from cases.window_ratings.selectors.figures import SOURCE
from cases.window_ratings.services.appeals import appeal_digest, decide_appeal
from tests.cases.window_ratings import steps
from tests.cases.window_ratings.services.test_appeals_and_raters import appealed
from tests.factories.window_ratings import WindowRatingFactory

TODAY = date(2026, 3, 20)
ASK = Ask(Period(date(2026, 3, 1), date(2026, 3, 31)), Dimension.UNIT)
NAMES = (*definitions.COLUMNS, definitions.WELL, definitions.RECTIFIED, definitions.PLEASED)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def county_of_ratings(centre, centre_other, centre_head, handler, head):
    """Two good ones, one unrated, one bad that is published, one bad that an appeal took out; and
    one by the code of a section, which is no 好差评."""
    WindowRatingFactory(county=centre.county, unit=handler.unit, source=Source.CODE)
    for level in (Level.VERY_GOOD, Level.FAIR):
        WindowRatingFactory(county=centre.county, unit=handler.unit, level=level)
    WindowRatingFactory(county=centre.county, unit=handler.unit, level=Level.UNRATED, rated_on=None)
    steps.published(centre, centre_head, handler, head, centre_other)
    case = appealed(steps.ordered(centre, centre_head, handler, number="PJ2"), head)
    decide_appeal(
        case,
        actor=centre_head.viewer(steps.TUESDAY),
        digest=appeal_digest(case.appeals.get()),
        outcome="upheld",
        decision="系统停机属实。",
    )


def counted(person) -> dict[str, object]:
    table = figure_tables.table(ASK, NAMES, seen_by=person.viewer(TODAY))
    (line,) = table.lines
    return {
        name: entry.rate(line.whole.counted)
        if isinstance(entry, Ratio)
        else line.whole.counted(name)
        for name in NAMES
        for entry in [catalogue.entry(name)]
    }


@pytest.mark.parametrize("who", ["centre", "leader", "office_head", "handler"])
def test_what_was_rated_and_what_came_of_it(county_of_ratings, who, request):
    found = counted(request.getfixturevalue(who))

    counts = {name: found[name] for name in NAMES if isinstance(catalogue.entry(name), Measure)}
    assert counts == {
        definitions.SERVED: 4,
        definitions.RATED: 3,
        definitions.WELL: 2,
        definitions.BAD: 1,
        definitions.CODE_RATED: 1,
        definitions.CODE_BAD: 0,
        definitions.ORDERED: 1,
        definitions.RECTIFIED: 1,
        definitions.IN_TIME: 1,
        definitions.CALLED: 1,
        definitions.PLEASED: 1,
        definitions.PUBLISHED: 1,
    }
    good = found["window_good_rate"]
    assert (good.numerator, good.denominator) == (2, 3)


def test_each_number_is_the_count_of_the_rows_that_it_opens(county_of_ratings, centre):
    viewer = centre.viewer(TODAY)
    found = counted(centre)
    for name in NAMES:
        entry = catalogue.entry(name)
        sides = ("over", "of") if isinstance(entry, Ratio) else ("",)
        for side in sides:
            number = Number(name, side)
            rows = source_tables.behind(SOURCE, ASK, number, seen_by=viewer, part=Part())
            wanted = found[name]
            if side:
                wanted = wanted.numerator if side == "over" else wanted.denominator
            assert (name, side, rows.count()) == (name, side, wanted)
