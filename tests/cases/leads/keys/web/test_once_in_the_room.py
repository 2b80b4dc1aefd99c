"""An action of the room is done once; its key lies in the room and holds nothing of the lead."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.models import OnceKey
from cadres.viewers.rules.viewer import Viewer
from cases.leads.models import Lead, RoomEntry, RoomOnceKey, Stub
from cases.leads.vault.services import room_transaction as actions
from tests.cases.leads.browsing import at_the_door, inside
from tests.cases.leads.filing import drafted

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
KEY = re.compile(r'name="once" value="([^"]+)"')


def test_a_proposal_pressed_twice_is_proposed_once(room):
    lead, browser = drafted(room), inside(room.clerk)
    path = f"/leads/{lead.pk}/propose/"
    given = {"once": KEY.findall(browser.get(path).content.decode())[-1], "nothing": ""}
    before = RoomEntry.objects.count()

    first = browser.post(path, given)
    recorded = RoomEntry.objects.count()
    again = browser.post(path, given)

    assert first.status_code == again.status_code == 302
    assert again.url == first.url
    assert again["Idempotency-Replayed"] == "true"
    assert "no-store" in again["Cache-Control"]
    assert before < recorded == RoomEntry.objects.count()
    assert Lead.objects.get(pk=lead.pk).state == "proposed"


def test_its_key_lies_in_the_room_and_keeps_only_where_it_led(room):
    browser = inside(room.registrar)
    path = "/leads/stubs/add/"
    keys = [KEY.findall(browser.get(path).content.decode())[-1] for _ in range(2)]

    for key in keys:
        assert browser.post(path, {"received_on": "2026-03-02", "once": key}).status_code == 302

    first, second = RoomOnceKey.objects.order_by("pk")
    assert bytes(first.body) == bytes(second.body) == b""
    # Equal contents do not even look alike.
    assert first.content != second.content
    assert Stub.objects.count() == 2
    assert not OnceKey.objects.exists()


def test_other_words_under_the_same_key_are_refused_and_not_written_back(room):
    browser = inside(room.registrar)
    path = "/leads/stubs/add/"
    key = KEY.findall(browser.get(path).content.decode())[-1]
    browser.post(path, {"received_on": "2026-03-02", "once": key})

    refused = browser.post(path, {"received_on": "2026-03-03", "once": key})

    assert refused.status_code == 409
    assert "2026-03-03" not in refused.content.decode()
    assert Stub.objects.count() == 1


def test_only_members_may_ask_and_the_site_does_not_know(room, outsider, client):
    browser = inside(room.registrar)
    page = browser.get("/leads/stubs/add/").content.decode()
    key = KEY.findall(page)[-1]
    made = browser.post("/leads/stubs/add/", {"received_on": "2026-03-02", "once": key})
    client.force_login(outsider.cadre)

    assert 'data-once="/leads/once/"' in page
    assert browser.get(f"/leads/once/{key}/").json() == {"state": "done", "place": made.url}
    assert at_the_door(room.clerk).get(f"/leads/once/{key}/").json()["state"] == "absent"
    assert browser.get(f"/once/{key}/").json()["state"] == "absent"
    assert client.get(f"/leads/once/{key}/").status_code == 404


def test_a_key_of_the_room_is_forgotten_after_its_time(room, settings):
    days = settings.KEPT_DAYS["once_keys"]
    for name, ago in (("a", days + 1), ("b", days - 1)):
        at = timezone.now() - timedelta(days=ago)
        RoomOnceKey.objects.create(name=name, content="", status=302, kept_at=at)

    actions.forget_once_keys(actor=Viewer.system(timezone.now()))

    assert RoomOnceKey.objects.get().name == "b"
