"""Above a page stands the place that the reader belongs to: a county, or what holds several."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.models import RegionLevel
from cadres.people.selectors import units
from cadres.viewers.rules.roles import Role
from tests import cast
from tests.factories.people import CountyFactory, RegionFactory

TODAY = date(2026, 3, 6)

pytestmark = pytest.mark.django_db


def test_a_county_by_its_name_and_several_by_the_city_or_province_that_holds_them(leader):
    city = leader.county.parent
    CountyFactory(name="西峡县", parent=city)
    province = city.parent
    elsewhere = RegionFactory(name="信阳市", level=RegionLevel.CITY, parent=province)
    CountyFactory(name="罗山县", parent=elsewhere)
    of_city = cast.person("周市长", Role.LEADER, cast.unit("南阳市政府", region=city))
    of_province = cast.person("吴主任", Role.LEADER, cast.unit("河南省政府", region=province))

    said = [units.site_name(seen_by=one.viewer(TODAY)) for one in (leader, of_city, of_province)]

    assert said == ["南召县", "南阳市", "河南省"]
