"""Which units a county leader oversees (分管): who says so, and what becomes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, UnitKind
from cadres.people.selectors import oversight, unit_merging
from cadres.people.services.unit_merging import merge_units
from cadres.people.services.units import close_unit
from tests import cast
from tests.factories.people import CountyFactory
from tests.fresh import end_posting, set_overseen

MONDAY = date(2026, 3, 2)


@pytest.fixture
def post(leader):
    return leader.cadre.postings.get()


def leaders(unit, seen_by):
    return oversight.leaders_of(unit, seen_by=seen_by)


@pytest.mark.parametrize("name", ["dispatcher", "office_head", "sysadmin"])
def test_the_office_and_the_system_administrator_keep_it(request, name, post, handler):
    actor = request.getfixturevalue(name).viewer(MONDAY)
    set_overseen(post, [handler.unit.pk], actor=actor)

    assert leaders(handler.unit, actor) == ["刘洋（县领导）"]
    assert AuditEntry.objects.get(verb="posting.oversee").detail["units"] == "县供电公司"


@pytest.mark.parametrize("name", ["leader", "head", "secadmin", "stranger"])
def test_nobody_else_does(request, name, post, handler):
    actor = request.getfixturevalue(name).viewer(MONDAY)
    with pytest.raises(NotPermitted):
        set_overseen(post, [handler.unit.pk], actor=actor)


def test_a_post_that_leads_nothing_oversees_nothing(dispatcher, head):
    with pytest.raises(WrongState, match="县领导"):
        set_overseen(head.cadre.postings.get(), [], actor=dispatcher.viewer(MONDAY))


def test_units_at_work_in_the_county_are_overseen_and_no_other(post, sysadmin, officer):
    actor = sysadmin.viewer(MONDAY)
    elsewhere = cast.unit("邻县供电公司", region=CountyFactory(name="邻县"))
    closed = close_unit(cast.unit("县铁路办"), actor=actor)
    for unit in (elsewhere, closed, officer.unit, cast.unit("县政府", UnitKind.LEADERSHIP)):
        with pytest.raises(Invalid, match="重新选择"):
            set_overseen(post, [unit.pk], actor=actor)


def test_what_was_closed_since_may_stay(post, sysadmin):
    actor, unit = sysadmin.viewer(MONDAY), cast.unit("县铁路办")
    set_overseen(post, [unit.pk], actor=actor)
    close_unit(unit, actor=actor)

    post.refresh_from_db()
    assert set_overseen(post, [unit.pk], actor=actor).oversees == [unit.pk]


def test_with_the_post_it_ends(post, dispatcher, sysadmin, handler):
    set_overseen(post, [handler.unit.pk], actor=dispatcher.viewer(MONDAY))
    end_posting(post, actor=sysadmin.viewer(MONDAY), to_on=MONDAY)

    assert leaders(handler.unit, dispatcher.viewer(MONDAY)) != []
    assert leaders(handler.unit, dispatcher.viewer(MONDAY + timedelta(days=1))) == []


def test_who_takes_a_unit_over_is_overseen_by_its_leader(post, dispatcher, sysadmin):
    old, new = cast.unit("县铁路办"), cast.unit("县交通局")
    set_overseen(post, [old.pk], actor=dispatcher.viewer(MONDAY))
    actor = sysadmin.viewer(MONDAY)
    seen = unit_merging.effects(old, new, seen_by=actor).seen
    merge_units(old, new, actor=actor, seen=seen, reason="县办〔2026〕3号")

    post.refresh_from_db()
    assert post.oversees == [new.pk]
