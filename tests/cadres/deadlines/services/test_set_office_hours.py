"""Office hours are rows of the calendar: setting them makes a version, and earlier ones stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cadres.deadlines.rules.office_hours import Season, Span
from cadres.deadlines.selectors import calendar, office_hours
from cadres.deadlines.services.office_hours import NewHours, withdraw_office_hours
from cadres.errors import Absent, Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry, CalendarVersion, OfficeHours
from tests.cast import county
from tests.fresh import set_office_hours

TODAY = date(2026, 11, 20)
SOON = date(2026, 12, 1)
WINTER = NewHours(
    Season("冬季作息", SOON, (Span(time(8, 30), time(12)), Span(time(14), time(17)))),
    "宛政办〔2026〕5号",
)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo("Asia/Shanghai"))


def test_the_usual_hours_hold_everywhere_and_in_every_version(db):
    for version in (None, 1, 5):
        days = calendar.work_calendar(version, county().pk)
        assert days.next_office_moment(moment(TODAY, 12, 5)) == moment(TODAY, 14, 30)
        assert days.add_working_hours(moment(TODAY, 17), 1) == moment(date(2026, 11, 23), 8, 30)


def test_a_season_makes_the_next_version_and_begins_on_its_first_day(sysadmin):
    before = calendar.work_calendar()

    version = set_office_hours(WINTER, actor=sysadmin.viewer(TODAY))

    now = calendar.work_calendar()
    assert now.version == version.number == before.version + 1
    assert not now.is_office_time(moment(SOON, 8, 15))
    assert now.is_office_time(moment(SOON - timedelta(days=1), 8, 15))
    assert calendar.work_calendar(before.version).is_office_time(moment(SOON, 8, 15))


def test_setting_hours_leaves_a_trace(sysadmin):
    version = set_office_hours(WINTER, actor=sysadmin.viewer(TODAY))

    entry = AuditEntry.objects.get(verb="calendar.hours")
    assert entry.object_id == version.pk
    assert entry.detail["hours"] == "08:30–12:00，14:00–17:00"
    assert entry.detail["basis"] == "宛政办〔2026〕5号"


def test_a_county_s_hours_hold_there_and_nowhere_else(sysadmin):
    here = county()
    own = replace(WINTER, region_id=here.pk, season=replace(WINTER.season, valid_from=TODAY))

    set_office_hours(own, actor=sysadmin.viewer(TODAY))

    at = moment(TODAY, 8, 15)
    assert not calendar.work_calendar(region_id=here.pk).is_office_time(at)
    assert calendar.work_calendar(region_id=here.parent_id).is_office_time(at)
    assert not calendar.work_calendars([here.pk])[here.pk].is_office_time(at)


def test_the_same_first_day_again_replaces_what_was_set_for_it(sysadmin):
    viewer = sysadmin.viewer(TODAY)
    set_office_hours(WINTER, actor=viewer)
    whole = replace(WINTER.season, spans=(Span(time(9), time(17)),))

    set_office_hours(replace(WINTER, season=whole), actor=viewer)

    assert calendar.work_calendar().spans_on(SOON) == whole.spans
    assert OfficeHours.objects.filter(valid_from=SOON, until__isnull=True).count() == 1


def test_a_planned_season_is_withdrawn_and_the_one_before_goes_on(sysadmin):
    viewer = sysadmin.viewer(TODAY)
    set_office_hours(WINTER, actor=viewer)
    row = OfficeHours.objects.filter(valid_from=SOON).first()

    withdraw_office_hours(row, actor=viewer)

    assert calendar.work_calendar().is_office_time(moment(SOON, 8, 15))
    assert AuditEntry.objects.filter(verb="calendar.hours_withdraw").count() == 1
    with pytest.raises(Conflict):
        withdraw_office_hours(row, actor=viewer)


def test_hours_that_people_work_by_cannot_be_withdrawn(sysadmin):
    with pytest.raises(Invalid, match="设置新的"):
        withdraw_office_hours(OfficeHours.objects.first(), actor=sysadmin.viewer(TODAY))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"basis": " "}, "依据"),
        ({"season": replace(WINTER.season, label="")}, "名称"),
        ({"season": replace(WINTER.season, spans=())}, "至少"),
        ({"season": replace(WINTER.season, valid_from=date(2026, 11, 19))}, "早于今天"),
        ({"season": replace(WINTER.season, valid_from=date(2101, 1, 1))}, "范围"),
    ],
)
def test_hours_that_make_no_sense_are_refused_and_leave_nothing(sysadmin, change, said):
    versions = CalendarVersion.objects.count()

    with pytest.raises(Invalid, match=said):
        set_office_hours(replace(WINTER, **change), actor=sysadmin.viewer(TODAY))

    assert CalendarVersion.objects.count() == versions


def test_hours_of_no_region_are_absent(sysadmin):
    with pytest.raises(Absent):
        set_office_hours(replace(WINTER, region_id=987654), actor=sysadmin.viewer(TODAY))


def test_only_the_system_administrator_sets_hours_and_the_office_reads_them(dispatcher, handler):
    with pytest.raises(NotPermitted):
        set_office_hours(WINTER, actor=dispatcher.viewer(TODAY))
    assert office_hours.seasons(seen_by=dispatcher.viewer(TODAY))[0].is_now
    with pytest.raises(NotPermitted):
        office_hours.seasons(seen_by=handler.viewer(TODAY))


def test_the_seasons_say_which_holds_and_which_is_planned(sysadmin):
    viewer = sysadmin.viewer(TODAY)
    set_office_hours(WINTER, actor=viewer)
    set_office_hours(replace(WINTER, region_id=county().pk), actor=viewer)

    found = [
        (line.first.region_id, line.first.label, line.is_now, line.is_planned)
        for line in office_hours.seasons(seen_by=viewer)
    ]
    assert found == [
        (None, "冬季作息", False, True),
        (None, "默认作息", True, False),
        (county().pk, "冬季作息", False, True),
    ]
