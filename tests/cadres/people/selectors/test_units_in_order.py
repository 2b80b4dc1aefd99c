"""Units stand in the order in which they were entered, each after the one it belongs to."""

from __future__ import annotations

import pytest

from cadres.people.selectors import units
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db


def test_as_numbers_and_not_as_text(sysadmin):
    older = UnitFactory(pk=99_999, region=sysadmin.county, name="县水利局")
    UnitFactory(pk=100_000, region=sysadmin.county, name="县商务局")
    UnitFactory(pk=100_001, region=sysadmin.county, name="水库管理处", parent=older)
    seen_by = sysadmin.viewer_now()
    ours = ["县水利局", "水库管理处", "县商务局"]

    for found in (units.choices(seen_by=seen_by), units.rows(seen_by=seen_by)):
        assert [unit.name for unit in found if unit.name in ours] == ours
