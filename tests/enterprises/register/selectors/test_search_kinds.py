"""Contacts in the one box: by name, initials, phone, and beside a part of the enterprise."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.search.selectors.box import Asked
from cadres.submissions.selectors import edits
from enterprises.register.selectors import contacts, search_kinds
from enterprises.register.services.contacts import Person, add_contact, edit_contact
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def contact(liaison, dispatcher):
    firm = EnterpriseFactory(county=liaison.county, name="恒信达艾草制品有限公司")
    given = Person("欧阳明德", phone="13800138000")
    return add_contact(firm, given, actor=dispatcher.viewer(FRIDAY))


def found(words, who):
    return [
        row.title for row in search_kinds.ask_contacts(Asked(words), 5, seen_by=who.viewer(FRIDAY))
    ]


@pytest.mark.parametrize(
    "words", ["欧阳明德", "明德", "欧德", "oymd", "13800138000", "恒信 欧阳", "hxd 明德"]
)
def test_a_contact_is_found_by(contact, dispatcher, words):
    assert found(words, dispatcher) == ["欧阳明德"]


def test_the_phone_stays_masked(contact, dispatcher):
    [row] = search_kinds.ask_contacts(Asked("明德"), 5, seen_by=dispatcher.viewer(FRIDAY))

    assert "138****8000" in row.note


def test_who_may_not_ask_for_the_phone_finds_nobody(contact, leader, outsider, stranger):
    for person in (leader, outsider, stranger):
        assert found("欧阳明德", person) == found("13800138000", person) == []


def test_a_new_name_is_found_and_the_old_one_is_not(contact, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    read = edits.read(contact, contacts.facts(contact), seen_by=viewer)
    edit_contact(contact, Person("司马光远"), actor=viewer, read=read)

    assert (found("smgy", dispatcher), found("欧阳", dispatcher)) == (["司马光远"], [])
