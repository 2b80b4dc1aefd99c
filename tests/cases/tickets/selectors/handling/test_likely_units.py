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
    return TicketFactory(**given, title="办证要跑几趟", description="营业执照变更要跑好几趟。")


def test_tickets_of_the_same_class_are_counted(past, power, dispatcher):
    found = likely_units.of(past, seen_by=dispatcher.viewer(FRIDAY))

    assert found.led == {power.pk: 2}
    assert sum(found.helped.values()) == 1


def test_what_the_viewer_may_not_see_says_nothing(past, stranger):
    assert not likely_units.of(past, seen_by=stranger.viewer(FRIDAY)).led


def test_the_likely_ones_stand_first_with_the_reason_and_once(past, power, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    known = likely_units.of(past, seen_by=viewer)
    offered = dispatch_units.by_kind(dispatch_units.dispatchable(past, seen_by=viewer), past=known)

    _, (heading, first), *others = offered
    assert heading == "办过同类问题的单位"
    [(pk, words)] = first
    assert pk == power.pk
    assert words.startswith("供电公司")
    assert words.endswith("（同类 2 件交过该单位）")
    assert power.pk not in {one for _, group in others for one, _ in group}


def test_helpers_are_told_how_often_they_helped(past, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    known = likely_units.of(past, seen_by=viewer)
    offered = dispatch_units.helpers(dispatch_units.dispatchable(past, seen_by=viewer), known)

    assert "同类 1 件协办过" in offered[0][1]


def test_tickets_alike_weigh_more_than_the_class(past, dispatcher):
    fire = cast.unit("南召县消防救援大队")
    alike = {"county": dispatcher.county, "category": CategoryFactory(name="其他")}
    for _ in range(2):
        TicketFactory(
            assigned=True,
            unit=fire,
            handling_class="general",
            title=past.title,
            description=past.description,
            **alike,
        )
    viewer = dispatcher.viewer(FRIDAY)

    known = likely_units.of(past, seen_by=viewer)

    first, second = known.may_lead([*known.led, fire.pk])
    assert first == fire.pk
    assert known.why_leads(first) == "相似工单 2 件交过该单位"
    assert known.why_leads(second) == "同类 2 件交过该单位"


def test_of_many_chosen_the_classes_of_all_are_counted(past, power, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    other = TicketFactory(county=dispatcher.county, category=CategoryFactory(name="惠企政策"))

    known = likely_units.of_chosen([past.pk, other.pk], seen_by=viewer)

    assert sum(known.led.values()) == 3
    assert not likely_units.of_chosen([], seen_by=viewer).led
