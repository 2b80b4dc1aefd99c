"""The portfolio: what is covered today, the longest unseen first."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent
from enterprises.coverage.selectors import portfolio
from enterprises.models import Part
from enterprises.register.selectors import assignments
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory
from tests.factories.people import CadreFactory

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def two(liaison):
    made = EnterpriseFactory.create_batch(2, county=liaison.county)
    for enterprise in made:
        AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    return made


def test_never_contacted_stands_first(two, liaison):
    VisitFactory(enterprise=two[0], visited_on=date(2026, 11, 2))

    found = portfolio.lines(liaison.cadre.pk, seen_by=liaison.viewer(FRIDAY))

    assert [line.enterprise_id for line in found] == [two[1].pk, two[0].pk]
    assert [line.last_contact_on for line in found] == [None, date(2026, 11, 2)]


def test_two_parts_in_one_enterprise_are_one_line(two, liaison):
    AssignmentFactory(enterprise=two[0], cadre=liaison.cadre, part=Part.LIAISON)

    found = portfolio.lines(liaison.cadre.pk, seen_by=liaison.viewer(FRIDAY))

    assert sorted(len(line.parts) for line in found) == [1, 2]


def test_what_is_over_is_gone(two, liaison):
    two[0].assignments.update(to_on=date(2026, 11, 19))

    found = portfolio.lines(liaison.cadre.pk, seen_by=liaison.viewer(FRIDAY))

    assert [line.enterprise_id for line in found] == [two[1].pk]


def test_an_upper_app_counts_what_is_open(two, liaison, monkeypatch):
    monkeypatch.setattr(portfolio, "_countings", [lambda ids, seen_by: {two[0].pk: 2}])

    found = portfolio.lines(liaison.cadre.pk, seen_by=liaison.viewer(FRIDAY))

    assert {line.enterprise_id: line.open_tickets for line in found} == {
        two[0].pk: 2,
        two[1].pk: 0,
    }


def test_nobody_counts_where_nobody_registered(two, liaison, monkeypatch):
    monkeypatch.setattr(portfolio, "_countings", [])

    found = portfolio.lines(liaison.cadre.pk, seen_by=liaison.viewer(FRIDAY))

    assert {line.open_tickets for line in found} == {None}


def test_a_colleague_s_portfolio_is_part_of_the_register(two, liaison, outsider):
    viewer = outsider.viewer(FRIDAY)

    assert assignments.cadre(liaison.cadre.pk, seen_by=viewer) == liaison.cadre
    assert len(portfolio.lines(liaison.cadre.pk, seen_by=viewer)) == 2


def test_another_county_s_cadre_is_absent(two, liaison, stranger):
    with pytest.raises(Absent):
        assignments.cadre(liaison.cadre.pk, seen_by=stranger.viewer(FRIDAY))


def test_who_never_covered_anything_is_absent_for_others(outsider):
    with pytest.raises(Absent):
        assignments.cadre(CadreFactory().pk, seen_by=outsider.viewer(FRIDAY))
