"""The office is offered first whoever had tickets of the same class, and told how many."""

from __future__ import annotations

from datetime import date

import pytest

from cases.tickets.selectors.handling import dispatch_units, likely_units
from tests import cast
from tests.factories.cases import CategoryFactory, TicketFactory

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def power(dispatcher):
    return cast.unit("南召县供电公司")


@pytest.fixture
def past(dispatcher, power):
    """Two of the class went to the power company, one of them with a helper; one elsewhere."""
    water = cast.unit("南召县自来水公司")
    of_power = CategoryFactory()
    given = {"county": dispatcher.county, "category": of_power}
    TicketFactory(assigned=True, unit=power, co_unit_ids=[water.pk], **given)
    TicketFactory(assigned=True, unit=power, **given)
    TicketFactory(
        assigned=True,
        unit=water,
        county=dispatcher.county,
        category=CategoryFactory(name="惠企政策"),
    )
    return TicketFactory(**given)


def test_tickets_of_the_same_class_are_counted(past, power, dispatcher):
    found = likely_units.of(past, seen_by=dispatcher.viewer(FRIDAY))

    assert found.led == {power.pk: 2}
    assert sum(found.helped.values()) == 1


def test_what_the_viewer_may_not_see_says_nothing(past, stranger):
    assert not likely_units.of(past, seen_by=stranger.viewer(FRIDAY)).led


def test_the_likely_ones_stand_first_with_the_reason_and_once(past, power, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    led = likely_units.of(past, seen_by=viewer).led
    offered = dispatch_units.by_kind(dispatch_units.dispatchable(past, seen_by=viewer), past=led)

    _, (heading, first), *others = offered
    assert heading == "办过同类问题的单位"
    [(pk, words)] = first
    assert pk == power.pk
    assert words.startswith("供电公司")
    assert words.endswith("（同类 2 件交过该单位）")
    assert power.pk not in {one for _, group in others for one, _ in group}


def test_helpers_are_told_how_often_they_helped(past, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    helped = likely_units.of(past, seen_by=viewer).helped
    offered = dispatch_units.helpers(dispatch_units.dispatchable(past, seen_by=viewer), helped)

    assert "同类 1 件协办过" in offered[0][1]
