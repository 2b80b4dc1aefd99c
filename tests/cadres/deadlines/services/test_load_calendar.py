"""Loading a year's notice makes a version; earlier versions read as they were."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules.holiday_notices import Notice
from cadres.deadlines.rules.holidays import Holiday
from cadres.deadlines.selectors import calendar
from cadres.deadlines.services.calendar import (
    Closure,
    close_offices,
    load_published_years,
    reopen_offices,
)
from cadres.errors import Absent, Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry, CalendarDay, CalendarNotice, CalendarVersion, OfficeHours
from cadres.viewers.rules.viewer import Viewer
from tests.cast import county
from tests.factories.people import TownshipFactory, moment
from tests.fresh import load_notice

TODAY = date(2026, 11, 20)
OF_2027 = Notice(
    year=2027,
    title="国务院办公厅关于2027年部分节假日安排的通知",
    document_number="国办发明电〔2026〕9号",
    source="",
    published_on=date(2026, 11, 19),
    off=(
        Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3)),
        Holiday("春节", date(2027, 2, 5), date(2027, 2, 13)),
    ),
    make_up=((date(2027, 1, 31), "春节"), (date(2027, 2, 20), "春节")),
)


def snow(first: int, last: int, region_id: int) -> Closure:
    return Closure(
        region_id,
        date(2026, 12, first),
        date(2026, 12, last),
        "大雪",
        "关于停工的通知",
        "召政办7号",
    )


def test_the_published_years_stand_after_the_first_migration(db):
    now = calendar.work_calendar()

    assert now.published == frozenset(range(2020, 2027))
    assert now.version == CalendarNotice.objects.filter(is_local=False).count() == 8
    assert now.add_working_days(date(2026, 2, 13), 5) == date(2026, 2, 27)


def test_a_notice_makes_the_next_version(sysadmin):
    before = calendar.work_calendar()

    version = load_notice(OF_2027, actor=sysadmin.viewer(TODAY))

    now = calendar.work_calendar()
    assert version.number == now.version == before.version + 1
    assert now.add_working_days(date(2027, 2, 4), 1) == date(2027, 2, 15)
    assert now.is_working(date(2027, 1, 31))
    assert not now.is_provisional(date(2027, 2, 15))
    assert version.loaded_by == sysadmin.cadre


def test_an_earlier_version_reads_as_it_was(sysadmin):
    before = calendar.work_calendar()
    load_notice(OF_2027, actor=sysadmin.viewer(TODAY))

    then = calendar.work_calendar(before.version)

    assert then.is_provisional(date(2027, 2, 15))
    assert then.add_working_days(date(2027, 2, 4), 1) == before.add_working_days(
        date(2027, 2, 4), 1
    )


def test_the_first_version_still_works_on_the_first_of_february_2020(db):
    assert calendar.work_calendar(1).is_working(date(2020, 2, 1))
    assert not calendar.work_calendar(2).is_working(date(2020, 2, 1))


def test_loading_a_whole_year_again_replaces_its_days_and_no_others(sysadmin):
    viewer = sysadmin.viewer(TODAY)
    load_notice(OF_2027, actor=viewer)
    corrected = Notice(**{**_fields(OF_2027), "off": OF_2027.off[:1], "make_up": ()})

    load_notice(corrected, actor=viewer)

    now = calendar.work_calendar()
    assert now.is_working(date(2027, 2, 8))
    assert not now.is_working(date(2027, 1, 31))
    assert not now.is_working(date(2026, 10, 1))


def test_an_amending_notice_changes_only_the_days_it_names(sysadmin):
    viewer = sysadmin.viewer(TODAY)
    load_notice(OF_2027, actor=viewer)
    more = Holiday("春节", date(2027, 2, 15), date(2027, 2, 16))
    fields = {**_fields(OF_2027), "off": (more,), "make_up": (), "amends": True}

    load_notice(Notice(**fields), actor=viewer)

    now = calendar.work_calendar()
    assert now.add_working_days(date(2027, 2, 4), 1) == date(2027, 2, 17)
    assert now.is_working(date(2027, 1, 31))


def test_an_amending_notice_of_an_unknown_year_is_refused(sysadmin):
    with pytest.raises(Invalid, match="尚未载入"):
        load_notice(Notice(**{**_fields(OF_2027), "amends": True}), actor=sysadmin.viewer(TODAY))


def test_loading_leaves_one_line_in_the_trail(sysadmin):
    version = load_notice(OF_2027, actor=sysadmin.viewer(TODAY))

    entry = AuditEntry.objects.get(verb="calendar.load")
    assert (entry.object_id, entry.detail["year"]) == (version.pk, 2027)


def test_nobody_else_may_load_a_year(dispatcher, secadmin, auditor):
    for person in (dispatcher, secadmin, auditor):
        with pytest.raises(NotPermitted):
            load_notice(OF_2027, actor=person.viewer(TODAY))
    assert not CalendarNotice.objects.filter(year=2027).exists()


def test_a_refused_notice_leaves_nothing_behind(sysadmin):
    bad = Notice(**{**_fields(OF_2027), "make_up": ((date(2027, 1, 27), "春节"),)})

    with pytest.raises(Invalid):
        load_notice(bad, actor=sysadmin.viewer(TODAY))

    assert CalendarVersion.objects.count() == 8


def test_what_came_with_the_software_is_loaded_once(db):
    system = Viewer.system(moment(TODAY))
    CalendarDay.objects.all().delete()
    CalendarNotice.objects.all().delete()
    OfficeHours.objects.all().delete()
    CalendarVersion.objects.all().delete()

    first, second = (load_published_years(actor=system) for _ in range(2))

    assert (len(first), len(second)) == (8, 0)
    assert calendar.work_calendar().working_days_between(
        date(2019, 12, 31), date(2020, 12, 31)
    ) == (249)


def test_without_any_version_the_law_and_weekends_count(db):
    CalendarDay.objects.all().delete()
    CalendarNotice.objects.all().delete()
    OfficeHours.objects.all().delete()
    CalendarVersion.objects.all().delete()

    assert calendar.work_calendar().is_provisional(TODAY)
    with pytest.raises(Absent):
        calendar.work_calendar(3)


def test_a_local_closure_holds_in_its_region_and_below(sysadmin):
    here, elsewhere = county(), TownshipFactory()
    below = TownshipFactory(parent=here)

    close_offices(snow(14, 15, here.pk), actor=sysadmin.viewer(TODAY))

    for region in (here, below):
        local = calendar.work_calendar(region_id=region.pk)
        assert local.add_working_days(date(2026, 12, 11), 1) == date(2026, 12, 16)
    for region_id in (elsewhere.pk, here.parent_id, None):
        wide = calendar.work_calendar(region_id=region_id)
        assert wide.add_working_days(date(2026, 12, 11), 1) == date(2026, 12, 14)


def test_a_closure_is_taken_back_by_a_new_version(sysadmin):
    viewer, here = sysadmin.viewer(TODAY), county()
    closed = close_offices(snow(14, 14, here.pk), actor=viewer)
    day = CalendarDay.objects.get(kind="closure")

    reopen_offices(day, actor=viewer)

    assert calendar.work_calendar(region_id=here.pk).is_working(date(2026, 12, 14))
    assert not calendar.work_calendar(closed.number, here.pk).is_working(date(2026, 12, 14))
    with pytest.raises(Conflict):
        reopen_offices(day, actor=viewer)


def test_closed_days_are_not_closed_twice(sysadmin):
    viewer, here = sysadmin.viewer(TODAY), county()
    close_offices(snow(14, 15, here.pk), actor=viewer)

    close_offices(snow(15, 16, here.pk), actor=viewer)

    assert CalendarDay.objects.filter(kind="closure").count() == 3
    with pytest.raises(Conflict):
        close_offices(snow(14, 16, here.pk), actor=viewer)


@pytest.mark.parametrize(("first", "last"), [(16, 14)])
def test_a_closure_that_ends_before_it_begins_is_refused(sysadmin, first, last):
    with pytest.raises(Invalid):
        close_offices(snow(first, last, county().pk), actor=sysadmin.viewer(TODAY))


def test_only_the_system_administrator_closes_offices(dispatcher):
    with pytest.raises(NotPermitted):
        close_offices(snow(14, 14, county().pk), actor=dispatcher.viewer(TODAY))


def test_a_list_pays_one_query_for_its_calendar(db, django_assert_num_queries):
    here = county()
    calendar.work_calendar(region_id=here.pk)

    with django_assert_num_queries(1):
        local = calendar.work_calendar(region_id=here.pk)
        for _ in range(50):
            local.working_days_between(TODAY, date(2026, 12, 11))


def test_a_preview_changes_nothing_and_says_what_would_differ(sysadmin):
    preview = calendar.preview_notice(OF_2027, seen_by=sysadmin.viewer(TODAY))

    assert {found.day for found in preview.differences} >= {date(2027, 1, 31), date(2027, 2, 20)}
    assert preview.summary.make_up_days == 2
    assert "国庆节" in preview.missing
    assert CalendarVersion.objects.count() == 8


def _fields(notice: Notice) -> dict[str, object]:
    return {name: getattr(notice, name) for name in Notice.__slots__}
