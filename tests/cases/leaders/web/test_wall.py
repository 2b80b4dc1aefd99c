"""The wall renews itself, names nobody, opens nothing, and leaves small numbers blank."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.figures.rules import periods
from cases.figures.rules.suppression import LEAST
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import TownshipFactory

SMALL, LARGE = LEAST - 1, LEAST + 3
HEAT = re.compile(r'<table class="table-dense heat">.*?</table>', re.S)


@pytest.fixture
def wall(signed_in, leader, handler):
    """The page over a county in which one township said little, and the other more."""
    on = periods.usual(timezone.localdate()).until
    for town, count in (("城关镇", LARGE), ("云阳镇", SMALL)):
        firm = EnterpriseFactory(
            county=handler.county, township=TownshipFactory(name=town, parent=handler.county)
        )
        for _ in range(count):
            TicketFactory(enterprise=firm, in_hand=True, unit=handler.unit, filed_on=on)
    return signed_in(leader).get(reverse("cases:leaders-wall"))


def test_it_renews_itself_and_has_nothing_to_press(wall):
    page = wall.content.decode()

    assert int(wall["Refresh"]) >= 60
    assert not re.search(r"<(a|button|form|input|script)\b", page)


def test_it_names_no_enterprise_no_person_and_no_problem(wall, handler):
    page = wall.content.decode()

    assert "厂区变压器" not in page
    assert not re.search("有限公司", page)
    assert handler.cadre.name not in page


def test_small_numbers_are_blank_and_cannot_be_reckoned(wall):
    table = HEAT.search(wall.content.decode())[0]
    said = re.findall(r'<td class="num heat-(\d)">([^<]*)</td>', table)

    # Of one column and its sum, with both townships: nothing but the whole can be said.
    assert {word for _, word in said} == {"—", str(SMALL + LARGE)}
    assert {step for step, word in said if word == "—"} == {"0"}


def test_who_does_not_see_the_region_whole_has_no_wall(signed_in, head):
    assert signed_in(head).get(reverse("cases:leaders-wall")).status_code == 403
