"""A unit keeps the names it bore, from when to when, and is found by them."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.people.selectors import people, unit_names, units
from cadres.people.selectors.people import PeopleFilter
from cadres.people.services.units import UnitFacts, close_unit
from tests import cast
from tests.factories.people import UnitFactory
from tests.fresh import edit_unit

MARCH, MAY, JUNE = date(2026, 3, 2), date(2026, 5, 4), date(2026, 6, 1)


def rename(unit, name, by, on):
    unit.refresh_from_db()
    return edit_unit(unit, UnitFacts(name, unit.kind, unit.region), actor=by.viewer(on))


@pytest.fixture
def bureau(handler, sysadmin):
    """Once 县商务局, then 县商务和粮食局, now 县商务和物流局."""
    unit = handler.unit
    for name, on in (("县商务局", MARCH), ("县商务和粮食局", MAY), ("县商务和物流局", JUNE)):
        rename(unit, name, sysadmin, on)
    unit.refresh_from_db()
    return unit


def known(unit, by):
    return unit_names.known(unit.region, seen_by=by.viewer(JUNE))


def test_each_former_name_is_kept_from_when_to_when(bureau, sysadmin):
    kept = unit_names.former(bureau, seen_by=sysadmin.viewer(JUNE))

    assert [(one.name, one.from_on, one.until_on) for one in kept] == [
        ("县商务和粮食局", MAY, JUNE),
        ("县商务局", MARCH, MAY),
        ("县供电公司", None, MARCH),
    ]


def test_an_edit_that_leaves_the_name_keeps_none(handler, sysadmin):
    rename(handler.unit, handler.unit.name, sysadmin, MARCH)

    assert not unit_names.former(handler.unit, seen_by=sysadmin.viewer(MARCH))


def test_ledgers_find_it_by_every_name(bureau, sysadmin):
    found = known(bureau, sysadmin)

    # The cast is entered with its key as it stands.
    for key in ("商务和物流局", "商务和粮食局", "商务局", "县供电公司"):
        assert found.units[key] == bureau


def test_a_unit_that_bears_the_name_now_comes_first(bureau, sysadmin):
    new = UnitFactory(region=bureau.region, name="县商务局", name_key="商务局")

    assert known(bureau, sysadmin).units["商务局"] == new


def test_a_closed_unit_is_known_as_closed_and_given_nothing(sysadmin, handler):
    unit = cast.unit("乡镇企业局")
    close_unit(unit, actor=sysadmin.viewer(MARCH))
    found = known(unit, sysadmin)

    assert found.closed["乡镇企业局"] == unit
    assert "乡镇企业局" not in found.units


def test_lists_of_units_and_people_find_it_by_a_former_name(bureau, handler, sysadmin):
    viewer = sysadmin.viewer(JUNE)
    [row] = units.describe(units.rows(seen_by=viewer, words="商务和粮食"))

    assert (row.pk, row.formerly[0]) == (bureau.pk, "县商务和粮食局")
    found = people.rows(seen_by=viewer, wanted=PeopleFilter(words="商务和粮食"))
    assert handler.cadre in found
