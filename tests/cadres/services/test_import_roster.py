"""A roster of the next month: the same people, new ones, and who may be either."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.models import Cadre
from cadres.rules.ledger import Origin, RosterRow
from cadres.rules.roles import Role
from cadres.services.imports import import_roster
from cadres.services.ledger_places import Places
from cadres.services.people import record_leaving
from tests import cast

MONDAY = date(2026, 3, 2)


@pytest.fixture
def bring(dispatcher):
    """Import one row of the unit 县工信局."""

    def _bring(name: str, phone: str, unit: str = "县工信局"):
        rows = [RosterRow(Origin("花名册.xlsx", "", "名单", 3), name, unit, "科员", phone)]
        places = Places(dispatcher.county)
        places.units = {places.key(unit): cast.unit(unit)}
        return import_roster(rows, places, actor=dispatcher.viewer(MONDAY))

    return _bring


def test_a_new_number_under_a_known_name_of_the_unit_makes_no_second_person(bring, liaison):
    tally = bring(liaison.cadre.name, "13911112222")

    (refused,) = tally.refused
    assert "同一个人换了号码" in refused.reason
    assert liaison.cadre.phone not in refused.reason
    assert Cadre.objects.filter(name=liaison.cadre.name).count() == 1


def test_the_same_name_in_another_unit_is_another_person(bring, liaison):
    tally = bring(liaison.cadre.name, "13911112222", "县住建局")

    assert (len(tally.made), tally.refused) == (1, [])


def test_a_number_that_a_leaver_had_may_be_somebody_else_s(bring, liaison, dispatcher):
    actor = dispatcher.viewer(MONDAY)
    record_leaving(liaison.cadre, actor=actor, left_on=MONDAY)

    heir = bring("宋涛", liaison.cadre.phone)
    again = bring(liaison.cadre.name, liaison.cadre.phone)

    assert len(heir.made) == 1
    (refused,) = again.refused
    assert "已属于" in refused.reason
    assert cast.person("宋涛", Role.CADRE, cast.unit("县工信局"))
