"""Contacts on pages: masked, and one number at a time with or without htmx."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cadres.models import AuditEntry
from enterprises.models import Contact
from tests import forms
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

pytestmark = pytest.mark.django_db
PHONE = "13812341234"


@pytest.fixture
def contact(liaison):
    enterprise = EnterpriseFactory(county=liaison.county)
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    return Contact.objects.create(enterprise=enterprise, name="刘总", phone=PHONE)


def reveal(client, person, contact, **headers):
    client.force_login(person.cadre)
    return client.post(reverse("enterprises:contact-reveal", args=[contact.pk]), headers=headers)


def test_the_page_shows_the_number_masked(client, liaison, contact):
    client.force_login(liaison.cadre)
    address = reverse("enterprises:enterprise-detail", args=[contact.enterprise_id])
    said = client.get(address).content.decode()

    assert "138****1234" in said
    assert PHONE not in said
    assert "查看号码" in said


def test_who_may_not_is_not_offered_the_number(client, outsider, contact):
    client.force_login(outsider.cadre)
    address = reverse("enterprises:enterprise-detail", args=[contact.enterprise_id])

    assert "查看号码" not in client.get(address).content.decode()


def test_htmx_gets_the_line_alone(client, liaison, contact):
    answer = reveal(client, liaison, contact, hx_request="true")

    said = answer.content.decode()
    assert PHONE in said
    assert said.lstrip().startswith("<li")
    assert "no-store" in answer["Cache-Control"]


def test_without_script_it_is_a_page_of_its_own(client, liaison, contact):
    said = reveal(client, liaison, contact).content.decode()

    assert PHONE in said
    assert "<html" in said


def test_looking_is_an_action_and_not_an_address(client, liaison, contact):
    client.force_login(liaison.cadre)

    assert client.get(reverse("enterprises:contact-reveal", args=[contact.pk])).status_code == 405
    assert not AuditEntry.objects.exists()


def test_each_look_leaves_a_line(client, liaison, contact):
    reveal(client, liaison, contact)
    reveal(client, liaison, contact)

    assert AuditEntry.objects.filter(verb="contact.reveal_phone").count() == 2


def test_others_are_refused(client, outsider, contact):
    assert reveal(client, outsider, contact).status_code == 403


def test_another_county_finds_nothing(client, stranger, contact):
    assert reveal(client, stranger, contact).status_code == 404


def test_the_team_adds_edits_and_removes(client, liaison, contact):
    client.force_login(liaison.cadre)
    new = reverse("enterprises:contact-new", args=[contact.enterprise_id])
    client.post(new, {"name": "李会计", "phone": "0377-66912345"})
    added = Contact.objects.get(name="李会计")

    edit = reverse("enterprises:contact-edit", args=[added.pk])
    assert "037766912345" not in client.get(edit).content.decode()
    typed = {"name": "李会计", "post": "财务", "phone": "", "is_primary": "on"}
    forms.save(client, edit, typed)
    added.refresh_from_db()
    assert (added.post, added.phone, added.is_primary) == ("财务", "0377-66912345", True)

    client.post(reverse("enterprises:contact-remove", args=[added.pk]))
    assert [row.name for row in Contact.objects.filter(is_primary=True)] == ["刘总"]


def test_a_wrong_number_is_said_beside_the_field(client, liaison, contact):
    client.force_login(liaison.cadre)
    new = reverse("enterprises:contact-new", args=[contact.enterprise_id])

    answer = client.post(new, {"name": "李会计", "phone": "12"})

    assert answer.status_code == 422
    assert "没有认出电话号码" in answer.content.decode()


def test_a_phone_is_shown_as_written_and_dialled_with_one_touch(client, liaison, contact):
    Contact.objects.update(phone="0377-66666666转802、13800138000（微信）")

    shown = reveal(client, liaison, contact).content.decode()
    masked = client.get(reverse("enterprises:enterprise-detail", args=[contact.enterprise_id]))

    assert "037****6666、138****8000" in masked.content.decode()
    assert 'href="tel:037766666666,802">0377-66666666转802</a>、<a' in shown
    assert 'href="tel:13800138000">13800138000</a>（微信）' in shown
