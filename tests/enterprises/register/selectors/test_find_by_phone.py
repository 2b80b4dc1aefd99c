"""An enterprise is found by the phone of its contact, by whoever may ask for that phone."""

from __future__ import annotations

from datetime import date

import pytest

from enterprises.register.selectors import find_box, nearness
from enterprises.register.services.contacts import Person, add_contact
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

FRIDAY = date(2026, 11, 20)
WRITTEN = "刘总13800138000（微信同号）、0377-66666666转802"


@pytest.fixture
def enterprise(liaison, dispatcher):
    made = EnterpriseFactory(county=liaison.county, name="恒信达艾草制品有限公司")
    AssignmentFactory(enterprise=made, cadre=liaison.cadre)
    other = EnterpriseFactory(county=liaison.county)
    add_contact(other, Person("李总", phone="13900139000"), actor=dispatcher.viewer(FRIDAY))
    add_contact(made, Person("刘总", phone=WRITTEN), actor=liaison.viewer(FRIDAY))
    return made


def found(words, person):
    return find_box.found(words, seen_by=person.viewer(FRIDAY))


def test_team_and_office_find_it_by_any_of_its_numbers(enterprise, liaison, dispatcher):
    numbers = (
        "13800138000", " 138-0013-8000 ", "\u202d13800138000\u202c", "0377-66666666", "66666666",
    )  # fmt: skip

    for number in numbers:
        assert found(number, dispatcher) == [enterprise], number
    assert found(numbers[0], liaison) == [enterprise]
    assert found("艾草 恒信达", liaison) == [enterprise]


def test_who_may_not_ask_for_the_phone_finds_nothing_by_it(
    enterprise, outsider, leader, handler, stranger
):
    for person in (outsider, leader, handler, stranger):
        assert found("13800138000", person) == []


def test_the_unit_that_handles_its_ticket_finds_it(enterprise, handler, monkeypatch):
    monkeypatch.setattr(nearness, "_all", [lambda *, seen_by: [enterprise.pk]])

    assert found("13800138000", handler) == [enterprise]
    assert found("13900139000", handler) == []
