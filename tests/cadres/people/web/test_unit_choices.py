"""How units are called where somebody is given a post in one."""

from __future__ import annotations

import pytest

from cadres.models import Region, Unit
from cadres.people.web.people_forms import UnitField


@pytest.mark.parametrize(
    ("name", "region", "called"),
    [
        ("南召县林业局", "南召县", "南召县林业局"),
        ("县林业局", "南召县", "县林业局（南召县）"),
        ("云阳镇人民政府", "云阳镇", "云阳镇人民政府"),
    ],
)
def test_the_region_is_told_where_the_name_does_not(name, region, called):
    field = UnitField()
    field.names_regions = True

    assert field.label_from_instance(Unit(name=name, region=Region(name=region))) == called
