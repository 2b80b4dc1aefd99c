"""Codes in public places: many at once, one at a place, dead when replaced."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import PlaceCode
from enterprises.register.rules.place_codes import places_in
from enterprises.register.selectors.codes import place_codes
from enterprises.register.services.place_codes import (
    issue_place_codes,
    renew_place_code,
    revoke_place_code,
)
from tests.factories.people import UnitFactory, moment

FRIDAY = date(2026, 11, 20)
SYSTEM = Viewer.system(moment(FRIDAY))


@pytest.fixture
def office(dispatcher):
    return dispatcher.viewer(FRIDAY)


def issued(office, dispatcher, *places, unit=None):
    return issue_place_codes(dispatcher.county, list(places), actor=office, unit=unit)


def found(code):
    return place_codes.of_token(code.token.lower(), seen_by=SYSTEM)


def test_a_county_of_40_units_and_308_codes(office, dispatcher):
    units = [UnitFactory(region=dispatcher.county) for _ in range(40)]
    for number, unit in enumerate(units):
        places = [f"{place} 号窗口" for place in range(8 if number < 28 else 7)]
        issued(office, dispatcher, *places, unit=unit)

    tokens = set(PlaceCode.objects.values_list("token", flat=True))

    assert len(tokens) == 308
    assert place_codes.rows(dispatcher.county, seen_by=office).count() == 308


def test_each_says_whose_and_where_and_each_is_on_record(office, dispatcher, handler):
    public, *_ = issued(office, dispatcher, "政务大厅")
    window, *_ = issued(office, dispatcher, "业扩窗口", unit=handler.unit)

    assert (str(public), str(window)) == ("政务大厅", "县供电公司 业扩窗口")
    assert found(public) == public
    assert AuditEntry.objects.filter(verb="place_code.issue").count() == 2


def test_where_one_hangs_already_it_stays(office, dispatcher, handler):
    first = issued(office, dispatcher, "业扩窗口", unit=handler.unit)
    more = issued(office, dispatcher, "业扩窗口", "收费窗口", unit=handler.unit)

    assert [code.place for code in more] == ["收费窗口"]
    assert found(first[0]) == first[0]


def test_a_replaced_code_leads_nowhere_and_the_new_one_hangs_at_the_same_place(office, dispatcher):
    [old] = issued(office, dispatcher, "政务大厅")

    fresh = renew_place_code(old, actor=office, reason="被涂改")

    assert found(old) is None
    assert found(fresh).place == "政务大厅"
    with pytest.raises(Conflict):
        revoke_place_code(old, actor=office, reason="再停一次")


def test_a_withdrawn_code_leads_nowhere(office, dispatcher):
    [code] = issued(office, dispatcher, "政务大厅")
    revoke_place_code(code, actor=office, reason="不再张贴")

    assert found(code) is None


def test_without_a_reason_none_ends(office, dispatcher):
    [code] = issued(office, dispatcher, "政务大厅")

    with pytest.raises(Invalid):
        revoke_place_code(code, actor=office, reason="  ")


def test_the_unit_that_took_another_over_has_its_windows(office, dispatcher, handler):
    unit = UnitFactory(region=dispatcher.county)
    [code] = issued(office, dispatcher, "窗口", unit=unit)
    unit.is_active, unit.merged_into = False, handler.unit
    unit.save(update_fields=["is_active", "merged_into"])

    assert place_codes.unit_of(found(code)) == handler.unit
    unit.merged_into = None
    unit.save(update_fields=["merged_into"])
    assert found(code) is None


@pytest.mark.parametrize("who", ["liaison", "handler", "leader", "stranger", "sysadmin"])
def test_the_office_of_the_county_alone_keeps_them(who, dispatcher, request):
    actor = request.getfixturevalue(who).viewer(FRIDAY)

    with pytest.raises(NotPermitted):
        issue_place_codes(dispatcher.county, ["政务大厅"], actor=actor)


@pytest.mark.parametrize("text", ["", " \n ", "长" * 41, "\n".join(str(n) for n in range(101))])
def test_what_is_no_list_of_places_is_said(text):
    with pytest.raises(Invalid):
        places_in(text)


def test_a_list_is_read_line_by_line_and_each_once():
    assert places_in(" 一号窗口 \n\n二号窗口\n一号窗口\n") == ["一号窗口", "二号窗口"]
