"""The one box tells nobody of what they may not see: no row, no group, no kind."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.search.selectors import box
from cadres.search.selectors.box import Place
from enterprises.register.services.contacts import Person, add_contact
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, credit_code

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
WORD = "恒信达"
# Its figures hold no number that is looked for, as a running one may.
CODE = credit_code(8)


@pytest.fixture
def firm(liaison, dispatcher):
    firm = EnterpriseFactory(county=liaison.county, name="恒信达艾草制品有限公司", code=CODE)
    AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    TicketFactory(enterprise=firm, county=liaison.county, number="召助企 2026-123")
    add_contact(firm, Person("恒信达", phone="13800138000"), actor=dispatcher.viewer(FRIDAY))
    return firm


def groups(person, words=WORD):
    answer = box.answer(words, seen_by=person.viewer(FRIDAY))
    return {group.kind.place for group in answer.groups}


def test_the_office_and_the_team_find_the_enterprise_its_ticket_and_its_contact(
    firm, dispatcher, liaison
):
    wanted = {Place.TICKETS, Place.ENTERPRISES, Place.CONTACTS}

    assert groups(dispatcher) == groups(liaison) == groups(liaison, "hxd") == wanted


def test_a_leader_finds_no_contacts_and_an_outsider_no_tickets(firm, leader, outsider):
    assert groups(leader) == {Place.TICKETS, Place.ENTERPRISES}
    assert groups(outsider) == {Place.ENTERPRISES}


def test_a_phone_finds_enterprise_and_contact_only_for_whoever_may_ask_for_it(
    firm, dispatcher, leader, outsider
):
    assert groups(dispatcher, "13800138000") == {Place.ENTERPRISES, Place.CONTACTS}
    assert groups(leader, "13800138000") == groups(outsider, "13800138000") == set()


def test_another_county_finds_nothing(firm, stranger):
    assert groups(stranger) == groups(stranger, "123") == set()


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditor", "officer"])
def test_no_ticket_and_no_word_of_any_for_those_who_see_none(firm, request, who):
    answer = box.answer("123", seen_by=request.getfixturevalue(who).viewer(FRIDAY))

    assert answer.groups == ()
    assert Place.TICKETS not in {kind.place for kind in answer.searched}


def test_of_each_kind_come_a_few_and_it_is_said_that_there_are_more(firm, dispatcher):
    for number in range(box.FEW + 1):
        EnterpriseFactory(county=firm.county, name=f"宏远{number}建材厂")

    [group] = box.answer("宏远", seen_by=dispatcher.viewer(FRIDAY)).groups

    assert (len(group.rows), group.has_more) == (box.FEW, True)


def test_the_questions_are_as_many_for_one_as_for_twenty(
    firm, dispatcher, django_assert_max_num_queries
):
    for number in range(20):
        EnterpriseFactory(county=firm.county, name=f"宏远{number}建材厂")

    with django_assert_max_num_queries(22):
        box.answer("宏远", seen_by=dispatcher.viewer(FRIDAY), most=box.MANY)
