"""The tree of units is kept by the system administrator."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import UnitKind
from cadres.people.services.people import record_leaving
from cadres.people.services.units import UnitFacts, add_unit, close_unit, reopen_unit
from tests.fresh import edit_unit

MONDAY = date(2026, 3, 2)


@pytest.fixture
def admin(sysadmin):
    return sysadmin.viewer(MONDAY)


@pytest.fixture
def tree(admin, sysadmin):
    """A unit, one below it, and one below that."""
    units, parent = [], None
    for name in ("县局", "县局一所", "县局一所二队"):
        parent = add_unit(
            UnitFacts(name, UnitKind.DEPARTMENT, sysadmin.county, parent), actor=admin
        )
        units.append(parent)
    return units


def test_a_unit_stands_below_the_one_it_belongs_to(tree):
    top, middle, low = tree

    assert low.path == f"/{top.pk}/{middle.pk}/{low.pk}/"


def test_a_moved_unit_takes_all_below_it_along(tree, admin, handler):
    _, middle, low = tree
    facts = UnitFacts(middle.name, middle.kind, middle.region, handler.unit)
    edit_unit(middle, facts, actor=admin)

    low.refresh_from_db()
    assert low.path == f"{handler.unit.path}{middle.pk}/{low.pk}/"


def test_a_unit_does_not_go_below_itself(tree, admin):
    top, _, low = tree

    with pytest.raises(Invalid, match="自己"):
        edit_unit(top, UnitFacts(top.name, top.kind, top.region, low), actor=admin)


def test_ledgers_find_a_renamed_unit_by_its_new_name(tree, admin):
    top = tree[0]
    edited = edit_unit(top, UnitFacts("南召县林业局", top.kind, top.region), actor=admin)

    assert edited.name_key == "林业局"


def test_a_name_stands_once_in_a_region(tree, admin):
    with pytest.raises(Conflict):
        add_unit(UnitFacts("县局", UnitKind.DEPARTMENT, tree[0].region), actor=admin)


def test_a_unit_with_people_or_units_stays_open(tree, admin, handler):
    for unit, why in ((handler.unit, "在岗任职"), (tree[0], "下级单位")):
        with pytest.raises(WrongState, match=why):
            close_unit(unit, actor=admin)


def test_an_empty_unit_closes_and_opens_again(admin, handler, dispatcher):
    record_leaving(handler.cadre, actor=dispatcher.viewer(MONDAY), left_on=date(2026, 3, 1))

    assert not close_unit(handler.unit, actor=admin).is_active
    assert reopen_unit(handler.unit, actor=admin).is_active


def test_nobody_else_keeps_the_tree(tree, secadmin, dispatcher, stranger):
    for person in (secadmin, dispatcher, stranger):
        with pytest.raises(NotPermitted):
            close_unit(tree[2], actor=person.viewer(MONDAY))


@pytest.mark.parametrize("written", ["县　局一所", "南召县局一所"])
def test_another_writing_of_a_unit_is_no_second_unit(tree, admin, written):
    facts = UnitFacts(written, UnitKind.DEPARTMENT, tree[1].region)

    with pytest.raises(Conflict, match="县局一所”。两种写法是同一个单位"):
        add_unit(facts, actor=admin)
