"""Contacts: encrypted, masked, one primary, and each whole number on the record."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import AuditEntry
from enterprises.models import Contact
from enterprises.register.selectors import contacts, nearness
from enterprises.register.services.contacts import Person, add_contact, remove_contact, reveal_phone
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.fresh import edit_contact

FRIDAY = date(2026, 11, 20)
PHONE = "13812341234"


@pytest.fixture
def enterprise(liaison):
    made = EnterpriseFactory(county=liaison.county)
    AssignmentFactory(enterprise=made, cadre=liaison.cadre)
    return made


@pytest.fixture
def contact(enterprise, liaison):
    return add_contact(enterprise, Person("刘总", "经理", PHONE), actor=liaison.viewer(FRIDAY))


def test_the_phone_is_stored_as_ciphertext(contact):
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM enterprises_contact")
        stored = cursor.fetchone()[0]

    assert PHONE not in stored
    assert Contact.objects.get().phone == PHONE


def test_everybody_of_the_county_sees_the_number_masked(contact, outsider):
    line = contacts.lines(contact.enterprise, seen_by=outsider.viewer(FRIDAY))[0]

    assert (line.name, line.phone) == ("刘总", "138****1234")


def test_nobody_of_another_county_sees_the_contact(contact, stranger):
    assert contacts.lines(contact.enterprise, seen_by=stranger.viewer(FRIDAY)) == []
    with pytest.raises(Absent):
        reveal_phone(contact, actor=stranger.viewer(FRIDAY))


@pytest.mark.parametrize("who", ["liaison", "dispatcher"])
def test_team_and_office_see_the_whole_number_and_it_is_recorded(request, contact, who):
    viewer = request.getfixturevalue(who).viewer(FRIDAY)

    assert reveal_phone(contact, actor=viewer) == PHONE

    entry = AuditEntry.objects.get(verb="contact.reveal_phone")
    assert (entry.actor_id, entry.object_id) == (viewer.cadre_id, contact.pk)
    assert PHONE not in str(entry.detail) + entry.object_label
    assert entry.county_id == contact.enterprise.county_id


@pytest.mark.parametrize("who", ["outsider", "leader", "supervisor", "officer", "auditor"])
def test_others_of_the_county_are_refused_and_nothing_is_recorded(request, contact, who):
    with pytest.raises(NotPermitted):
        reveal_phone(contact, actor=request.getfixturevalue(who).viewer(FRIDAY))

    assert not AuditEntry.objects.filter(verb="contact.reveal_phone").exists()


def test_who_covered_the_enterprise_once_no_longer_sees_the_number(contact, liaison):
    liaison.cadre.assignments.update(to_on=date(2026, 11, 19))

    with pytest.raises(NotPermitted):
        reveal_phone(contact, actor=liaison.viewer(FRIDAY))


def test_an_upper_app_lets_the_handling_unit_see_the_number(contact, handler, monkeypatch):
    near = [lambda enterprise_id, *, seen_by: enterprise_id == contact.enterprise_id]
    monkeypatch.setattr(nearness, "_questions", near)

    assert reveal_phone(contact, actor=handler.viewer(FRIDAY)) == PHONE


def test_a_contact_without_a_phone_says_so(enterprise, liaison):
    bare = add_contact(enterprise, Person("王会计"), actor=liaison.viewer(FRIDAY))

    with pytest.raises(Invalid):
        reveal_phone(bare, actor=liaison.viewer(FRIDAY))


def test_the_first_contact_is_the_primary_one(contact):
    assert contact.is_primary


def test_a_new_primary_contact_takes_the_place_of_the_old(contact, liaison):
    second = Person("李总", phone="0377-66912345", is_primary=True)

    add_contact(contact.enterprise, second, actor=liaison.viewer(FRIDAY))

    primary = Contact.objects.get(is_primary=True)
    assert (primary.name, primary.phone) == ("李总", "0377-66912345")


def test_removing_the_primary_contact_moves_the_next_one_up(contact, liaison):
    add_contact(contact.enterprise, Person("李总"), actor=liaison.viewer(FRIDAY))

    remove_contact(contact, actor=liaison.viewer(FRIDAY))

    assert Contact.objects.get(is_primary=True).name == "李总"


def test_a_phone_that_is_not_typed_again_stays(contact, liaison):
    edit_contact(contact, Person("刘洋", "总经理"), actor=liaison.viewer(FRIDAY))

    stored = Contact.objects.get()
    assert (stored.name, stored.post, stored.phone) == ("刘洋", "总经理", PHONE)


@pytest.mark.parametrize("phone", ["123", "1381234123", "电话不详"])
def test_what_is_no_number_is_refused(enterprise, liaison, phone):
    with pytest.raises(Invalid) as refused:
        add_contact(enterprise, Person("刘总", phone=phone), actor=liaison.viewer(FRIDAY))

    assert set(refused.value.fields) == {"phone"}


@pytest.mark.parametrize("who", ["handler", "outsider", "leader"])
def test_nobody_else_edits_contacts(request, contact, who):
    with pytest.raises(NotPermitted):
        edit_contact(contact, Person("x"), actor=request.getfixturevalue(who).viewer(FRIDAY))
