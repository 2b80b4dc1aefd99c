"""Visits that somebody else delivered: read by nobody, done as their person, told to them."""

from __future__ import annotations

import base64
import uuid

import pytest
from django.utils import timezone

from cadres.models import AuditEntry, OutboxRow, SealedDelivery
from cadres.notifications.services import outbox
from cadres.offline.services import deliveries
from enterprises.models import Visit
from tests import phone, pictures
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory


@pytest.fixture
def enterprise(liaison):
    firm = EnterpriseFactory(county=liaison.county)
    return AssignmentFactory(enterprise=firm, cadre=liaison.cadre).enterprise


@pytest.fixture
def key(client, liaison):
    """The key of 张伟, who has then left the phone."""
    phone.let_in(client, liaison)
    key = client.get(phone.KEY).json()
    client.logout()
    return key


def open_all():
    return deliveries.open_waiting(at=timezone.now(), has_time=lambda: True)


def test_whoever_holds_the_phone_delivers_what_they_cannot_read(client, key, enterprise, liaison):
    made = phone.visit(enterprise.pk, summary="只有本人能看")
    envelope = phone.sealed(key, commands=[made])

    first, again = phone.bring(client, envelope), phone.bring(client, envelope)

    assert first == again
    assert (len(first["taken"]), first["refused"]) == (1, [])
    assert "只有本人能看".encode() not in base64.b64decode(envelope)
    assert (open_all(), open_all()) == (1, 0)
    visit = Visit.objects.get()
    assert (visit.filed_by, visit.summary) == (liaison.cadre, "只有本人能看")
    assert AuditEntry.objects.get(verb="phone.deliver").detail["way"] == "sealed"
    assert bytes(SealedDelivery.objects.get().envelope) == b""


def test_what_was_delivered_and_comes_again_from_its_person_is_done_before(
    client, key, enterprise, liaison
):
    made = phone.visit(enterprise.pk)
    phone.bring(client, phone.sealed(key, commands=[made]))
    phone.let_in(client, liaison)

    answer = phone.send(client, made)

    assert phone.outcomes(answer) == ["done_before"]
    assert Visit.objects.count() == 1


def test_what_others_delivered_comes_before_what_the_person_did_since(
    client, key, enterprise, liaison
):
    earlier, later = (phone.visit(enterprise.pk, summary=word) for word in ("先", "后"))
    phone.bring(client, phone.sealed(key, commands=[earlier]))
    phone.let_in(client, liaison)

    phone.send(client, later)

    assert list(Visit.objects.order_by("pk").values_list("summary", flat=True)) == ["先", "后"]


def test_a_forged_or_foreign_envelope_is_not_kept(client, key, enterprise, handler):
    forged = key | {"person": handler.cadre.pk}
    foreign = base64.b64encode(b"\x01" * 300).decode()

    answer = phone.bring(client, phone.sealed(forged, commands=[]), foreign)

    assert (answer["taken"], len(answer["refused"])) == ([], 2)
    assert not SealedDelivery.objects.exists()


def test_what_its_person_may_no_longer_do_is_refused_and_told_with_the_command(
    client, key, enterprise, liaison
):
    made = phone.visit(10**9)
    phone.bring(client, phone.sealed(key, commands=[made]))

    open_all()

    assert OutboxRow.objects.get(kind="phone_refused").to == liaison.cadre
    phone.let_in(client, liaison)
    (row,) = client.get(phone.RESULTS).json()["results"]
    assert (row["outcome"], row["command"]) == ("refused", made)


def test_the_notice_says_when_it_was_made_and_why_it_was_refused(client, key, liaison):
    made = phone.visit(10**9)
    phone.bring(client, phone.sealed(key, commands=[made]))
    open_all()
    outbox.deliver(timezone.now(), lambda: True)

    phone.let_in(client, liaison)
    page = client.get("/cadres/inbox/").content.decode()

    assert "手机上的一条离线记录没有登记" in page
    assert made["made_at"][11:16] in page


def test_somebody_who_left_does_nothing_any_more(client, key, enterprise, liaison):
    phone.bring(client, phone.sealed(key, commands=[phone.visit(enterprise.pk)]))
    liaison.cadre.is_active = False
    liaison.cadre.save(update_fields=["is_active"])

    assert open_all() == 0
    assert not Visit.objects.exists()


def test_what_was_delivered_is_not_lost_with_the_store(client, key, enterprise, liaison):
    phone.let_in(client, liaison)
    phone.send(client, waiting=3)
    made = [phone.visit(enterprise.pk) for _ in range(2)]
    phone.bring(client, phone.sealed(key, commands=made))
    open_all()

    assert phone.send(client, store="store-2")["lost"]["count"] == 1


def test_a_photo_comes_in_an_envelope_of_its_own(client, key, enterprise):
    name = str(uuid.uuid4())
    data = base64.b64encode(pictures.photo()).decode()
    photo = phone.sealed(key, file={"id": name, "name": "photo.jpg", "data": data})
    visit = phone.visit(enterprise.pk)
    visit["files"] = [name]
    visit.pop("digest")

    phone.bring(client, photo, phone.sealed(key, commands=[phone.written(visit)]))
    open_all()

    assert Visit.objects.get().files.count() == 1
