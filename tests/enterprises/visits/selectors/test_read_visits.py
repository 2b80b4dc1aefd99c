"""Who reads a visit in full, and what everybody else may know of it."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent
from cadres.models import TimeLimit
from enterprises.models import VisitMember
from enterprises.register.rules.visibility import VisitDate
from enterprises.register.selectors import known_visits, nearness
from enterprises.visits.rules.visit_cool_down import COOL_DOWN
from enterprises.visits.selectors import visits
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory
from tests.factories.people import CadreFactory, moment

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def visit(handler):
    """A visit of somebody else, whose enterprise nobody of the cast covers."""
    made = VisitFactory(
        enterprise=EnterpriseFactory(county=handler.county),
        visited_on=date(2026, 11, 10),
        summary="企业反映用电问题",
    )
    VisitMember.objects.create(visit=made, cadre=made.filed_by, unit=handler.unit)
    return made


def sees(who, visit):
    return visit in visits.rows(seen_by=who.viewer(FRIDAY))


def opens(who, visit):
    try:
        return visits.fetch(visit.pk, seen_by=who.viewer(FRIDAY)) == visit
    except Absent:
        return False


@pytest.mark.parametrize("who", ["dispatcher", "supervisor", "leader"])
def test_the_whole_county_s_visits_are_read_by_whoever_sees_the_county(request, visit, who):
    assert sees(request.getfixturevalue(who), visit)


@pytest.mark.parametrize(
    "who", ["liaison", "outsider", "officer", "auditor", "sysadmin", "stranger"]
)
def test_others_do_not_find_it(request, visit, who):
    person = request.getfixturevalue(who)

    assert not sees(person, visit)
    with pytest.raises(Absent):
        visits.fetch(visit.pk, seen_by=person.viewer(FRIDAY))


def test_the_covering_team_reads_it(visit, liaison):
    AssignmentFactory(enterprise=visit.enterprise, cadre=liaison.cadre)

    assert sees(liaison, visit)


def test_who_took_part_reads_it_once(visit, outsider):
    VisitMember.objects.create(visit=visit, cadre=outsider.cadre, unit=outsider.unit)

    assert list(visits.rows(seen_by=outsider.viewer(FRIDAY))) == [visit]
    assert list(visits.mine(seen_by=outsider.viewer(FRIDAY))) == [visit]


def test_who_stands_near_by_an_upper_app_reads_all_of_the_enterprise(visit, handler, monkeypatch):
    monkeypatch.setattr(nearness, "_questions", [lambda pk, *, seen_by: pk == visit.enterprise_id])
    monkeypatch.setattr(nearness, "_all", [lambda *, seen_by: [visit.enterprise_id]])
    viewer = handler.viewer(FRIDAY)

    assert known_visits.of(visit.enterprise, seen_by=viewer).full == [visit]
    assert visits.fetch(visit.pk, seen_by=viewer) == visit
    assert list(visits.rows(seen_by=viewer)) == [visit]


def test_the_list_and_the_page_of_a_visit_obey_one_rule(
    visit, dispatcher, handler, head, liaison, leader, outsider, auditor
):
    """The unit that handles a ticket of the enterprise included."""
    TicketFactory(in_hand=True, enterprise=visit.enterprise, unit=handler.unit)
    people = [dispatcher, handler, head, liaison, leader, outsider, auditor]

    listed = {one.cadre.name: sees(one, visit) for one in people}

    assert listed == {one.cadre.name: opens(one, visit) for one in people}
    assert listed[handler.cadre.name]
    assert not listed[outsider.cadre.name]


def test_others_of_the_region_know_day_and_unit_alone(visit, outsider):
    viewer = outsider.viewer(FRIDAY)

    found = known_visits.of(visit.enterprise, seen_by=viewer)
    assert (found.full, found.is_whole) == ([], False)
    assert found.dates == [VisitDate(date(2026, 11, 10), ("县供电公司",))]
    assert found.dates == known_visits.dates(visit.enterprise, seen_by=viewer)


def test_one_s_own_visit_is_read_in_full_beside_the_dates_of_others(visit, outsider):
    own = VisitFactory(enterprise=visit.enterprise, filed_by=outsider.cadre)

    found = known_visits.of(visit.enterprise, seen_by=outsider.viewer(FRIDAY))

    assert found.full == [own]
    assert [row.on for row in found.dates] == [date(2026, 11, 10)]


def test_another_county_does_not_even_know_the_day(visit, stranger):
    assert known_visits.dates(visit.enterprise, seen_by=stranger.viewer(FRIDAY)) == []


def cool_down(days):
    TimeLimit.objects.filter(key=COOL_DOWN).delete()
    TimeLimit.objects.create(
        key=COOL_DOWN, amount=days, unit="calendar_day", basis="无事不扰",
        valid_from=date(2020, 1, 1), set_at=moment(FRIDAY),
    )  # fmt: skip


def test_a_recent_visit_of_others_is_hinted_at(visit, liaison):
    cool_down(30)

    hint = visits.cool_down(visit.enterprise, seen_by=liaison.viewer(FRIDAY))

    assert hint is not None
    assert (hint.newest.on, hint.count) == (date(2026, 11, 10), 1)


def test_an_older_visit_is_not(visit, liaison):
    cool_down(10)

    assert visits.cool_down(visit.enterprise, seen_by=liaison.viewer(FRIDAY)) is None


def test_one_s_own_visit_is_not(visit, liaison):
    cool_down(30)
    VisitMember.objects.create(visit=visit, cadre=liaison.cadre, unit=liaison.unit)

    assert visits.cool_down(visit.enterprise, seen_by=liaison.viewer(FRIDAY)) is None


def test_without_a_limit_nobody_is_hinted_at(visit, liaison):
    TimeLimit.objects.filter(key=COOL_DOWN).delete()

    assert visits.cool_down(visit.enterprise, seen_by=liaison.viewer(FRIDAY)) is None


def test_a_county_with_many_visits_is_read_in_few_queries(
    visit, dispatcher, django_assert_num_queries
):
    for _ in range(5):
        other = VisitFactory(enterprise=visit.enterprise, filed_by=CadreFactory())
        VisitMember.objects.create(visit=other, cadre=other.filed_by, unit=dispatcher.unit)
    viewer = dispatcher.viewer(FRIDAY)

    with django_assert_num_queries(2):
        assert len(visits.rows(seen_by=viewer)) == 6
