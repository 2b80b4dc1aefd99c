"""A week of the county: plans, visits made, checks, quiet days; and where everybody goes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.errors import NotPermitted
from enterprises.coverage.selectors import contact_balance
from enterprises.models import VisitMember
from enterprises.visits.selectors import county_week
from tests.enterprises.visits.conftest import MONDAY, TODAY
from tests.factories.contact_calendar import BookingFactory, CheckFactory, QuietRuleFactory
from tests.factories.enterprises import EnterpriseFactory, VisitFactory

FIRST = date(2026, 11, 16)


@pytest.fixture
def busy(covered, handler):
    """A plan, a visit and a check of one week at a covered enterprise."""
    BookingFactory(enterprise=covered, booked_by=handler.cadre, member_unit=handler.unit, on=TODAY)
    visit = VisitFactory(enterprise=covered, visited_on=FIRST, filed_by=handler.cadre)
    VisitMember.objects.create(visit=visit, cadre=handler.cadre, unit=handler.unit)
    CheckFactory(enterprise=covered, on=FIRST + timedelta(days=1))
    return covered


def week(person, *, mine=False):
    viewer = person.viewer(TODAY)
    return county_week.days(FIRST, 7, person.county.pk, seen_by=viewer, mine=mine)


def counted(days):
    return [sum(len(getattr(day, kind)) for day in days) for kind in ("booked", "made", "checks")]


@pytest.mark.parametrize("who", ["dispatcher", "liaison", "leader", "outsider"])
def test_everybody_of_the_county_sees_its_week(request, busy, who):
    assert counted(week(request.getfixturevalue(who))) == [1, 1, 1]


def test_one_s_own_week_holds_what_one_covers_or_goes_to(busy, liaison, handler, outsider):
    assert counted(week(liaison, mine=True)) == [1, 1, 1]
    assert counted(week(handler, mine=True)) == [1, 1, 0]
    assert counted(week(outsider, mine=True)) == [0, 0, 0]


def test_another_county_sees_nothing_of_it(busy, stranger, liaison):
    viewer = stranger.viewer(TODAY)

    days = county_week.days(FIRST, 7, liaison.county.pk, seen_by=viewer, mine=False)

    assert counted(days) == [0, 0, 0]


def test_quiet_days_are_marked_on_their_days(busy, liaison):
    QuietRuleFactory(county=liaison.county, first_day=18, last_day=19)

    assert [day.on.day for day in week(liaison) if day.quiet] == [18, 19]


def test_a_full_week_asks_as_often_as_one_with_little(busy, handler, dispatcher):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            week(dispatcher)
        return len(queries)

    few = asked()
    for _ in range(5):
        firm = EnterpriseFactory(county=handler.county)
        BookingFactory(enterprise=firm, booked_by=handler.cadre, member_unit=handler.unit)
        CheckFactory(enterprise=firm)

    assert asked() == few


def test_where_everybody_goes_is_counted_by_visits_units_checks_and_plans(busy, dispatcher):
    EnterpriseFactory(county=dispatcher.county)
    viewer = dispatcher.viewer(MONDAY - timedelta(days=3))

    rows = contact_balance.over_visited(dispatcher.county.pk, FIRST, seen_by=viewer)
    line = contact_balance.lines(rows, seen_by=viewer)[0]

    assert [row.pk for row in rows] == [busy.pk]
    assert (line.visits, line.units, line.checks, line.booked) == (1, 1, 1, 1)
    assert line.newest_on == FIRST


@pytest.mark.parametrize("who", ["handler", "liaison", "officer"])
def test_who_does_not_see_the_whole_county_has_no_such_list(request, busy, who):
    person = request.getfixturevalue(who)

    with pytest.raises(NotPermitted):
        contact_balance.over_visited(person.county.pk, FIRST, seen_by=person.viewer(TODAY))
