"""A county's units in bands by weighed rates; each rate opens its tickets."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import NotPermitted
from cases.evaluations.rules.schemes import Band, Scheme, Subject
from cases.evaluations.selectors import evaluations
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import OF, OVER, Number, Part
from cases.figures.selectors import figure_tables
from cases.models import EvaluationScheme
from tests.factories.people import moment

MARCH, TODAY = Period(date(2026, 3, 1), date(2026, 3, 31)), date(2026, 3, 20)
SCHEME = Scheme({"satisfaction": 40, "timely": 40, "letters_in_time": 20})


def evaluated(person, scheme=SCHEME, subject=Subject.UNIT):
    return evaluations.evaluate(scheme, subject, MARCH, seen_by=person.viewer(TODAY))


def test_units_stand_in_bands_and_have_no_places(worked, leader):
    found = evaluated(leader)

    assert [(row.label, row.score.band, row.score.said, row.place) for row in found.rows] == [
        (worked[0].name, Band.GOOD, "100.0", None),
        (worked[1].name, Band.PLAIN, "0.0", None),
    ]


def test_places_are_shown_where_the_scheme_says_so(worked, leader):
    ranked = Scheme(SCHEME.weights, has_ranks=True)

    assert [row.place for row in evaluated(leader, ranked).rows] == [1, 2]


def test_each_side_of_each_rate_opens_its_tickets(worked, leader):
    viewer, found = leader.viewer(TODAY), evaluated(leader)
    for row in found.rows:
        for part in row.score.parts:
            for side, said in ((OVER, part.rate.numerator), (OF, part.rate.denominator)):
                number = Number(part.name, side)
                opened = figure_tables.behind(found.ask, number, Part(row.key), 1, seen_by=viewer)

                assert opened.page.total == said, (row.label, number)


def test_townships_are_evaluated_by_the_promise(worked, leader):
    found = evaluated(leader, subject=Subject.TOWNSHIP)

    # The enterprise has no township: there is none to evaluate.
    assert found.rows == []
    assert found.ask.whose.value == "county"


def test_what_is_tried_is_stored_nowhere(worked, leader):
    evaluated(leader)

    assert not EvaluationScheme.objects.exists()


def test_a_unit_does_not_see_how_units_are_evaluated(worked, handler):
    with pytest.raises(NotPermitted):
        evaluated(handler)


def counted(found):
    return [(one.unit, one.excused, one.reduced, one.revoked) for one in found.tolerated]


def test_what_was_found_tolerable_stands_beside_the_scores_and_changes_none(
    worked, leader, tolerated
):
    before = evaluated(leader).rows
    tolerated("召纪函〔2026〕3号")
    revoked_on = date(2026, 3, 19)
    tolerated(
        "召纪函〔2026〕4号",
        revoked_on=revoked_on,
        revoked_at=moment(revoked_on),
        revoked_by=leader.cadre,
        revoking_organ="县纪委监委",
        revoking_document="召纪函〔2026〕5号",
        revoked_why="认定有误",
    )

    found = evaluated(leader)
    assert counted(found) == [(worked[1].name, 1, 0, 1)]
    assert found.rows == before
    earlier = [
        evaluations.evaluate(
            SCHEME, Subject.UNIT, MARCH, seen_by=leader.viewer(TODAY), as_of=date(2026, 3, day)
        )
        for day in (14, 16)
    ]
    assert [counted(one) for one in earlier] == [[], [(worked[1].name, 2, 0, 0)]]
