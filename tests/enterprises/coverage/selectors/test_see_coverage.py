"""Coverage of a county: gaps, spread of the work, the forgotten and those called on often."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules.limits import LimitUnit
from cadres.errors import Absent, NotPermitted
from cadres.models import Cadre, Posting, TimeLimit
from cadres.viewers.rules.roles import Role
from enterprises.coverage.rules.often_visited import OFTEN_VISITED
from enterprises.coverage.selectors import contact_balance, coverage
from enterprises.models import Part, VisitMember
from enterprises.register.selectors import assignments, enterprises
from tests import cast
from tests.factories.contact_calendar import CheckFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory
from tests.factories.people import TownshipFactory, moment

FRIDAY = date(2026, 11, 20)
SINCE = date(2026, 8, 22)


@pytest.fixture
def county(dispatcher):
    return dispatcher.county


@pytest.fixture
def office(dispatcher):
    return dispatcher.viewer(FRIDAY)


def test_gaps_are_counted_by_township(office, county, liaison):
    town = TownshipFactory(name="城关镇", parent=county)
    one, _ = EnterpriseFactory.create_batch(2, county=county, township=town)
    AssignmentFactory(enterprise=one, cadre=liaison.cadre)
    EnterpriseFactory(county=county)

    found = {
        (gap.name, gap.total, gap.uncovered) for gap in coverage.gaps(county.pk, seen_by=office)
    }

    assert found == {("城关镇", 2, 1), ("未填乡镇", 1, 1)}


def test_only_people_who_can_act_count_as_coverage_on_every_page(office, county, liaison):
    """A leaver, one whose post ended, and a leader by name leave an enterprise without anybody."""
    covered, left, ended, led = EnterpriseFactory.create_batch(4, county=county)
    AssignmentFactory(enterprise=covered, cadre=liaison.cadre)
    gone = cast.person("钱离岗", Role.CADRE, liaison.unit).cadre
    AssignmentFactory(enterprise=left, cadre=gone)
    Cadre.objects.filter(pk=gone.pk).update(is_active=False, left_on=date(2026, 11, 2))
    moved = cast.person("孙调走", Role.CADRE, liaison.unit).cadre
    AssignmentFactory(enterprise=ended, cadre=moved)
    Posting.objects.filter(cadre=moved).update(to_on=date(2026, 11, 2))
    AssignmentFactory(enterprise=led, cadre=None, leader_name="刘洋", part=Part.COUNTY_LEADER)

    (gap,) = coverage.gaps(county.pk, seen_by=office)
    rows = enterprises.rows(seen_by=office)
    lines = {line.pk: line for line in enterprises.lines(rows, seen_by=office)}

    assert (gap.total, gap.uncovered) == (4, 3)
    assert set(rows.covered(FRIDAY)) == {covered}
    assert set(rows.uncovered(FRIDAY)) == {left, ended, led}
    assert [pk for pk, line in lines.items() if line.team] == [covered.pk]
    assert assignments.team(left, date(2026, 10, 30), seen_by=office)


def test_work_is_listed_by_unit_and_name_also_where_there_is_none(office, county, liaison):
    cast.person("阿明", Role.CADRE, cast.unit("县商务局"))
    AssignmentFactory(enterprise=EnterpriseFactory(county=county), cadre=liaison.cadre)

    found = coverage.workload(county.pk, seen_by=office)

    assert {(load.unit_name, load.name, load.enterprises) for load in found} == {
        ("县商务局", "阿明", 0),
        ("县工信局", "张伟", 1),
    }


def test_the_spread_counts_cadres_not_names(office, county, liaison, leader):
    cast.person("阿明", Role.CADRE, cast.unit("县商务局"))
    for enterprise in EnterpriseFactory.create_batch(3, county=county):
        AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)

    found = coverage.spread(county.pk, seen_by=leader.viewer(FRIDAY))

    assert [band.cadres for band in found] == [1, 0, 1, 0, 0]


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_the_work_of_each_cadre_is_for_the_office_alone(request, county, who):
    with pytest.raises(NotPermitted):
        coverage.workload(county.pk, seen_by=request.getfixturevalue(who).viewer(FRIDAY))


@pytest.mark.parametrize("who", ["liaison", "handler", "head", "officer", "auditor"])
def test_coverage_is_not_for_everybody(request, county, who):
    viewer = request.getfixturevalue(who).viewer(FRIDAY)
    with pytest.raises(NotPermitted):
        coverage.gaps(county.pk, seen_by=viewer)
    with pytest.raises(NotPermitted):
        coverage.county(None, seen_by=viewer)


def test_another_county_is_absent(county, stranger):
    with pytest.raises(Absent):
        coverage.county(county.pk, seen_by=stranger.viewer(FRIDAY))


def test_the_forgotten_have_had_no_contact_since_the_day(office, county):
    old, new, none = EnterpriseFactory.create_batch(3, county=county)
    VisitFactory(enterprise=old, visited_on=date(2026, 8, 21))
    VisitFactory(enterprise=new, visited_on=SINCE)

    assert set(coverage.forgotten(county.pk, SINCE, seen_by=office)) == {old, none}


def test_those_called_on_often_are_counted_by_visits_checks_and_units(
    office, county, handler, outsider
):
    model, checked, quiet, phoned = EnterpriseFactory.create_batch(4, county=county)
    for who in (handler, outsider, outsider):
        visit = VisitFactory(enterprise=model, visited_on=date(2026, 11, 2))
        VisitMember.objects.create(visit=visit, cadre=who.cadre, unit=who.unit)
    for firm in (checked, quiet):
        VisitFactory(enterprise=firm, visited_on=date(2026, 11, 2))
    CheckFactory(enterprise=checked, on=date(2026, 11, 3))
    VisitFactory.create_batch(3, enterprise=phoned, visited_on=date(2026, 11, 2), manner="phone")

    found = contact_balance.over_visited(county.pk, SINCE, seen_by=office)
    lines = contact_balance.lines(found, seen_by=office)

    assert [(row.name, row.visits, row.checks, row.units) for row in lines] == [
        (model.name, 3, 0, 2),
        (checked.name, 1, 1, 0),
    ]


def test_how_many_are_often_is_the_county_s_to_set(office, county):
    model = EnterpriseFactory(county=county)
    VisitFactory.create_batch(3, enterprise=model, visited_on=date(2026, 11, 2))
    TimeLimit.objects.create(
        key=OFTEN_VISITED,
        amount=4,
        unit=LimitUnit.TIMES,
        basis="县助企办通知",
        region=county,
        valid_from=date(2026, 1, 1),
        set_at=moment(FRIDAY),
    )

    assert not contact_balance.over_visited(county.pk, SINCE, seen_by=office)
