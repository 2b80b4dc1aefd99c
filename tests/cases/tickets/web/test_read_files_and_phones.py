"""Files and phone numbers: for those who may, phones on record, and nothing for the others."""

from __future__ import annotations

import pytest

from cadres.models import AuditEntry
from cases.tickets.services.attachments import attach
from enterprises.models import Contact
from tests.cases.signed_in_pages import PDF, upload


@pytest.fixture
def ticket(handler, make):
    return make("in_hand", handler.unit)


@pytest.fixture
def file(handler, ticket):
    viewer = handler.viewer(ticket.filed_on)
    return attach(ticket, actor=viewer, upload=upload("答复单.pdf", PDF))


@pytest.fixture
def contact(enterprise):
    return Contact.objects.create(enterprise=enterprise, name="周建国", phone="13937712345")


def test_a_file_is_saved_and_never_opened_in_the_page(signed_in, handler, file):
    answer = signed_in(handler).get(f"/cases/attachments/{file.pk}/")

    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_a_ticket_out_of_sight_is_absent(signed_in, outsider, file):
    assert signed_in(outsider).get(f"/cases/attachments/{file.pk}/").status_code == 404


def test_a_file_that_is_gone_is_absent(signed_in, handler, file):
    file.file.storage.delete(file.file.name)

    assert signed_in(handler).get(f"/cases/attachments/{file.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["handler", "dispatcher", "liaison"])
def test_those_who_must_call_read_the_phone_on_record(
    request, signed_in, covered, contact, ticket, name
):
    person = request.getfixturevalue(name)

    answer = signed_in(person).post(f"/cases/tickets/{ticket.pk}/phone/")

    assert "13937712345" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEntry.objects.filter(
        verb="ticket.reveal_phone", actor_id=person.cadre.pk, object_id=ticket.pk
    ).exists()


def test_over_htmx_the_number_alone_comes_back(signed_in, handler, contact, ticket):
    answer = signed_in(handler).post(
        f"/cases/tickets/{ticket.pk}/phone/", headers={"HX-Request": "true"}
    )

    assert "13937712345" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_the_page_itself_never_holds_the_number(signed_in, handler, contact, ticket):
    page = signed_in(handler).get(f"/cases/tickets/{ticket.pk}/").content.decode()

    assert "13937712345" not in page
    assert "查看电话" in page


def test_a_leader_sees_the_ticket_and_not_the_phone(signed_in, leader, contact, ticket):
    client = signed_in(leader)

    assert client.post(f"/cases/tickets/{ticket.pk}/phone/").status_code == 403
    assert "查看电话" not in client.get(f"/cases/tickets/{ticket.pk}/").content.decode()


def test_a_link_cannot_reveal_it(signed_in, handler, contact, ticket):
    assert signed_in(handler).get(f"/cases/tickets/{ticket.pk}/phone/").status_code == 405


def test_no_phone_on_file_is_said_in_a_sentence(signed_in, handler, ticket):
    answer = signed_in(handler).post(f"/cases/tickets/{ticket.pk}/phone/")

    assert "还没有登记电话" in answer.content.decode()
