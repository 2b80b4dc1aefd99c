"""Files over the API: sent whole or in pieces, named in an action, read by whoever may."""

from __future__ import annotations

import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.models import Upload
from cases.models import Attachment, Ticket
from tests import cast, pictures
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.visitor import Visitor

JSON = "application/json"
PHOTO = pictures.photo()


@pytest.fixture
def ticket(handler) -> Ticket:
    firm = EnterpriseFactory(county=cast.county())
    return TicketFactory(in_hand=True, enterprise=firm, unit=handler.unit)


def signed_in(person) -> Visitor:
    client = Visitor()
    client.force_login(person.cadre)
    return client


def sent_whole(client, content=PHOTO, name="现场.jpg"):
    return client.post("/api/v1/uploads/whole/", {"file": SimpleUploadedFile(name, content)})


def sent_in_pieces(client, content=PHOTO) -> str:
    about = {"name": "现场.jpg", "size": len(content), "check": zlib.crc32(content)}
    begun = client.post("/api/v1/uploads/", about, JSON).json()
    place = f"/api/v1/uploads/{begun['id']}"
    for number in range(0, len(content), begun["piece"]):
        piece = content[number : number + begun["piece"]]
        answer = client.post(
            f"{place}/pieces/{number // begun['piece']}/",
            piece,
            "application/octet-stream",
            headers={"X-Check": str(zlib.crc32(piece))},
        )
        assert answer.status_code == 204
    return client.post(f"{place}/finish/").json()["id"]


def test_a_note_takes_its_files_and_shows_where_they_are_read(ticket, handler, outsider):
    client = signed_in(handler)
    ids = [sent_whole(client).json()["id"], sent_in_pieces(client, pictures.noisy(600, 400))]

    answer = client.post(
        f"/api/v1/tickets/{ticket.pk}/note/", {"note": "已到现场", "uploads": ids}, JSON
    )

    shown = answer.json()["attachments"]
    assert [one["name"] for one in shown] == ["现场.jpg", "现场.jpg"]
    place = shown[0]["file"].replace("http://localhost:8000", "")
    small = shown[0]["small"].replace("http://localhost:8000", "")
    assert b"".join(client.get(place))
    assert b"".join(client.get(small))
    assert signed_in(outsider).get(place).status_code == 404
    assert not Upload.objects.exists()


def test_files_of_another_or_gone_are_refused_with_the_action(ticket, handler, head):
    foreign = sent_whole(signed_in(head)).json()["id"]
    client = signed_in(handler)

    answer = client.post(
        f"/api/v1/tickets/{ticket.pk}/note/", {"note": "已到现场", "uploads": [foreign]}, JSON
    )

    assert answer.status_code == 422
    assert foreign in answer.json()["fields"]["uploads"]
    assert not ticket.events.filter(action="note").exists()
    assert Upload.objects.count() == 1


def test_what_is_no_file_of_ours_is_refused_in_a_sentence(handler):
    client = signed_in(handler)

    assert "空文件" in sent_whole(client, b"").json()["message"]
    assert sent_whole(client, b"MZ" + bytes(60), "表.exe").status_code == 422
    assert client.post("/api/v1/uploads/whole/", {}, JSON).status_code == 415


def test_a_ticket_is_filed_with_its_photo(liaison):
    firm = EnterpriseFactory(county=liaison.county)
    AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    client = signed_in(liaison)
    given = {
        "category": CategoryFactory().pk, "description": "变压器容量不足", "source": "visit",
        "enterprise": firm.pk, "uploads": [sent_whole(client).json()["id"]],
    }  # fmt: skip

    answer = client.post("/api/v1/tickets/", given, JSON)

    assert answer.status_code == 201
    assert Attachment.objects.get().ticket_id == answer.json()["pk"]
