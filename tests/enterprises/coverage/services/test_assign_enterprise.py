"""Coverage begins and ends; any past day has an answer."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry, OutboxRow
from cadres.notifications.selectors import notices
from enterprises.coverage.services.assignments import assign_enterprise
from enterprises.models import Assignment, Part
from enterprises.register.selectors import assignments
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import CadreFactory
from tests.fresh import end_assignment

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def enterprise(dispatcher):
    return EnterpriseFactory(county=dispatcher.county)


@pytest.fixture
def office(dispatcher):
    return dispatcher.viewer(FRIDAY)


def test_a_cadre_covers_the_enterprise_from_that_day_on(office, enterprise, liaison):
    assign_enterprise(enterprise, actor=office, cadre=liaison.cadre, from_on=date(2026, 11, 1))

    before = assignments.team(enterprise, date(2026, 10, 31), seen_by=office)
    after = assignments.team(enterprise, date(2026, 11, 1), seen_by=office)
    assert (before, [str(row) for row in after]) == ([], ["张伟（县工信局）"])


def test_the_covered_enterprise_enters_the_cadre_s_sight(office, enterprise, liaison):
    assign_enterprise(enterprise, actor=office, cadre=liaison.cadre)

    assert liaison.viewer(FRIDAY).enterprise_ids == (enterprise.pk,)


def test_the_cadre_learns_of_it(office, enterprise, liaison):
    row = assign_enterprise(enterprise, actor=office, cadre=liaison.cadre)

    owed = OutboxRow.objects.get()
    said = notices.render(owed.kind, [row.pk], seen_by=liaison.viewer(FRIDAY))[row.pk]
    assert owed.to == liaison.cadre
    assert enterprise.name in said.text


def test_a_county_leader_is_kept_by_name(office, enterprise):
    assign_enterprise(enterprise, actor=office, leader_name="刘洋", part=Part.COUNTY_LEADER)

    assert str(assignments.team(enterprise, FRIDAY, seen_by=office)[0]) == "刘洋"


def test_a_county_leader_by_name_alone_does_not_fill_the_gap(office, enterprise):
    assign_enterprise(enterprise, actor=office, leader_name="刘洋", part=Part.COUNTY_LEADER)

    assert enterprise in type(enterprise).objects.uncovered(FRIDAY)


def test_only_a_leader_may_be_a_name_alone(office, enterprise):
    with pytest.raises(Invalid):
        assign_enterprise(enterprise, actor=office, leader_name="刘洋", part=Part.CHIEF)


def test_who_holds_no_post_of_an_assisting_cadre_cannot_cover(office, enterprise, handler):
    with pytest.raises(Invalid) as refused:
        assign_enterprise(enterprise, actor=office, cadre=handler.cadre)

    assert "任职" in refused.value.message


def test_the_same_coverage_is_not_given_twice(office, enterprise, liaison):
    assign_enterprise(enterprise, actor=office, cadre=liaison.cadre)

    with pytest.raises(Conflict):
        assign_enterprise(enterprise, actor=office, cadre=liaison.cadre)


@pytest.mark.parametrize("who", ["liaison", "handler", "leader", "supervisor"])
def test_nobody_but_the_office_gives_coverage(request, enterprise, liaison, who):
    viewer = request.getfixturevalue(who).viewer(FRIDAY)
    with pytest.raises(NotPermitted):
        assign_enterprise(enterprise, actor=viewer, cadre=liaison.cadre)


def test_the_office_of_another_county_does_not_even_see_the_enterprise(
    enterprise, liaison, stranger
):
    with pytest.raises(Absent):
        assign_enterprise(enterprise, actor=stranger.viewer(FRIDAY), cadre=liaison.cadre)


@pytest.mark.parametrize("year", [1926, 2019, 2062, 9999])
def test_a_slip_in_the_year_is_refused(office, enterprise, liaison, year):
    with pytest.raises(Invalid):
        assign_enterprise(enterprise, actor=office, cadre=liaison.cadre, from_on=date(year, 3, 1))


def test_the_last_day_of_coverage_still_counts(office, enterprise, liaison):
    row = AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)

    end_assignment(row, actor=office, to_on=FRIDAY)

    assert assignments.team(enterprise, FRIDAY, seen_by=office)
    assert not assignments.team(enterprise, date(2026, 11, 21), seen_by=office)
    assert AuditEntry.objects.get(verb="assignment.end").detail == {"to_on": "2026-11-20"}


def test_coverage_does_not_end_before_it_began(office, enterprise, liaison):
    row = AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre, from_on=FRIDAY)

    with pytest.raises(Invalid):
        end_assignment(row, actor=office, to_on=date(2026, 11, 19))


def test_what_is_over_is_not_ended_again(office, enterprise, liaison):
    row = AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre, to_on=date(2026, 11, 10))

    with pytest.raises(Conflict):
        end_assignment(row, actor=office, to_on=FRIDAY)


def test_after_a_break_the_same_cadre_may_cover_again(office, enterprise, liaison):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre, to_on=date(2026, 11, 10))

    assign_enterprise(enterprise, actor=office, cadre=liaison.cadre, from_on=FRIDAY)

    assert Assignment.objects.count() == 2


def test_the_history_names_the_unit_of_that_time_and_who_has_left(office, enterprise, liaison):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre, to_on=date(2026, 5, 1))
    liaison.cadre.postings.update(to_on=date(2026, 6, 1))
    type(liaison.cadre).objects.filter(pk=liaison.cadre.pk).update(is_active=False)
    AssignmentFactory(enterprise=enterprise, cadre=CadreFactory(name="李四"))

    said = [str(row) for row in assignments.history(enterprise, seen_by=office)]

    assert sorted(said) == ["张伟（县工信局）", "李四"]
