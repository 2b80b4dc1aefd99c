"""Before the trip: who was there, who is to come, what the enterprise wishes, quiet days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.errors import Absent
from enterprises.models import Purpose, VisitMember
from enterprises.visits.selectors import booked_visits, contact_calendar
from tests.enterprises.visits.conftest import MONDAY, TODAY
from tests.factories.contact_calendar import (
    BookingFactory,
    CheckFactory,
    QuietRuleFactory,
    WishFactory,
)
from tests.factories.enterprises import EnterpriseFactory, VisitFactory


@pytest.fixture
def booking(covered, handler):
    return BookingFactory(
        enterprise=covered, booked_by=handler.cadre, member_unit=handler.unit, on=MONDAY,
        purpose=Purpose.POLICY, matter="设备更新",
    )  # fmt: skip


def of(enterprise, person, on=TODAY):
    return contact_calendar.of(enterprise, seen_by=person.viewer(on))


def test_everybody_of_the_county_sees_day_unit_and_purpose_and_no_name(booking, covered, outsider):
    line = of(covered, outsider).booked[0]

    assert (line.when, line.units, line.purpose) == ("11月23日 周一", ("县供电公司",), "宣讲政策")
    assert (line.people, line.matter, line.may_join, line.may_change) == ((), "", True, False)


@pytest.mark.parametrize("who", ["liaison", "dispatcher", "leader", "handler"])
def test_the_team_the_county_and_who_comes_know_who_and_what_for(request, booking, covered, who):
    line = of(covered, request.getfixturevalue(who)).booked[0]

    assert (line.people, line.matter) == (("李娟（县供电公司）",), "设备更新")


def test_another_county_finds_nothing(booking, covered, stranger):
    assert of(covered, stranger).booked == []
    with pytest.raises(Absent):
        booked_visits.fetch(booking.pk, seen_by=stranger.viewer(TODAY))


def test_what_is_over_is_not_to_come(booking, covered, handler):
    assert of(covered, handler, MONDAY + timedelta(days=1)).booked == []


def test_two_units_that_are_to_come_are_said_to_come_close_upon_each_other(
    booking, covered, outsider
):
    assert not of(covered, outsider).is_crowded

    BookingFactory(enterprise=covered, booked_by=outsider.cadre, member_unit=outsider.unit)

    assert of(covered, outsider).is_crowded


def test_a_check_is_shown_as_what_it_is_with_the_quiet_day_it_fell_on(covered, liaison):
    QuietRuleFactory(county=liaison.county)
    CheckFactory(enterprise=covered, on=date(2026, 11, 19), subject="食品安全", scanned="no")

    check = of(covered, liaison).checks[0]

    assert (check.body, check.subject, check.said) == ("县市场监管局", "食品安全", "扫码入企：没有")
    assert check.quiet is not None


def test_a_check_before_the_cool_down_is_no_longer_shown(covered, liaison):
    CheckFactory(enterprise=covered, on=TODAY - timedelta(days=31))
    CheckFactory(enterprise=covered, on=TODAY - timedelta(days=29))

    assert [check.on for check in of(covered, liaison).checks] == [TODAY - timedelta(days=29)]


def test_quiet_days_are_said_with_their_end_their_exceptions_and_their_basis(covered, liaison):
    QuietRuleFactory(county=liaison.county)

    quiet = of(covered, liaison)

    assert str(quiet.quiet) == "每月 6 日至月底"
    assert quiet.quiet_until == date(2026, 11, 30)
    assert (quiet.quiet.exceptions, quiet.quiet.basis) == (
        "安全生产、消防、环保",
        "县助企办〔2026〕3号",
    )
    assert of(covered, liaison, date(2026, 12, 3)).quiet is None


def test_the_enterprise_s_own_quiet_days_come_before_the_county_s(covered, liaison):
    QuietRuleFactory(county=liaison.county)
    WishFactory(enterprise=covered, phone_only=False, quiet_first=15, quiet_last=25)

    assert of(covered, liaison).quiet.is_own


def test_a_wish_says_who_said_so_and_when(covered, liaison):
    WishFactory(
        enterprise=covered, source="cadre", said_by="王厂长", written_by=liaison.cadre,
        no_visits_until=date(2026, 12, 1), weekdays=[2, 4], part="afternoon",
    )  # fmt: skip

    wish = of(covered, liaison).wish

    assert wish.phrases == (
        "电话即可，不用上门",
        "12月1日前不接待",
        "方便接待：周二、周四下午",
    )
    assert (wish.said_by, wish.written_by, wish.written_on) == ("王厂长", "张伟", TODAY)


def test_what_the_enterprise_said_before_is_not_shown(covered, liaison):
    ended = WishFactory(enterprise=covered)
    ended.ended_at = ended.written_at
    ended.save(update_fields=["ended_at"])

    assert of(covered, liaison).wish is None


def test_a_list_asks_as_often_for_many_as_for_one(booking, covered, handler, liaison):
    def asked(pks):
        with CaptureQueriesContext(connection) as queries:
            found = contact_calendar.briefs(pks, seen_by=liaison.viewer(TODAY))
        assert set(found) == set(pks)
        return len(queries)

    others = [EnterpriseFactory(county=liaison.county) for _ in range(5)]
    VisitFactory(enterprise=covered, visited_on=TODAY)
    for one in others:
        WishFactory(enterprise=one)
        BookingFactory(enterprise=one, booked_by=handler.cadre, member_unit=handler.unit)
        visit = VisitFactory(enterprise=one, visited_on=TODAY)
        VisitMember.objects.create(visit=visit, cadre=handler.cadre, unit=handler.unit)

    few = asked([covered.pk])
    assert asked([covered.pk, *(one.pk for one in others)]) == few

    brief = contact_calendar.briefs([others[0].pk], seen_by=liaison.viewer(TODAY))[others[0].pk]
    assert brief.newest is not None
    assert brief.newest.units == ("县供电公司",)
    assert (len(brief.others), brief.wish.phrases) == (1, ("电话即可，不用上门",))
