"""Every way in which a session ends shuts the room for it; one test for each way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from cadres.models import SignIn
from cadres.people.services import people
from cadres.sign_in.services import one_time_codes, sessions, sign_in
from cases.leads.keys.services import locking
from cases.leads.members.services import members
from cases.leads.models import Opening
from tests import fresh
from tests.cases.leads.browsing import BACKEND, inside
from tests.cases.leads.seating import PASSPHRASE

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

DESK = "/leads/"


@pytest.fixture
def browser(room):
    """The clerk's browser: signed in, the key open."""
    browser = inside(room.clerk)
    assert browser.get(DESK).status_code == 200
    assert Opening.objects.count() == 1
    return browser


def is_forgotten(answer) -> bool:
    cookie = answer.cookies.get("room_key")
    return cookie is not None and cookie["max-age"] == 0 and cookie["path"] == DESK


def test_signing_out_locks(browser):
    answer = browser.post("/cadres/sign-out/")

    assert not Opening.objects.exists()
    assert is_forgotten(answer)


def test_falling_silent_locks(browser):
    session = browser.session
    silent = timezone.now() - timedelta(minutes=settings.IDLE_MINUTES + 1)
    session["seen_at"] = silent.timestamp()
    session.save()

    answer = browser.get("/cadres/me/")

    assert not Opening.objects.exists()
    assert is_forgotten(answer)


def test_ending_it_from_the_list_locks_and_the_browser_hears_of_it(browser, room):
    row = SignIn.objects.create(
        cadre=room.clerk.who.cadre, session_key=browser.session.session_key,
        signed_in_at=timezone.now(), seen_at=timezone.now(),
    )  # fmt: skip

    sessions.end_session(row.pk, actor=room.clerk.who.viewer_now())

    assert not Opening.objects.exists()
    assert is_forgotten(browser.get(DESK))


def test_a_new_password_locks(browser, room):
    cadre = room.clerk.who.cadre
    cadre.set_password("old-Password-77")
    cadre.save(update_fields=["password"])
    browser.force_login(cadre, backend=BACKEND)
    browser.post("/leads/key/", {"passphrase": PASSPHRASE})
    typed = {
        "old": "old-Password-77",
        "new_password": "new-Password-78",
        "again": "new-Password-78",
    }

    answer = browser.post("/cadres/me/password/", typed)

    assert answer.status_code == 302, answer.content.decode()
    assert not Opening.objects.exists()
    assert is_forgotten(answer)


def shut_out_of_office(room, who):
    sign_in.record_failure(who.cadre.account, at=timezone.now(), is_locked=True, address=None)


def gets_a_code(room, who):
    sessions.end_sessions_of(who.cadre, actor=room.head.who.viewer_now())


def loses_the_seat(room, who):
    members.end_member(room.clerk.member.pk, actor=room.head.at())


WAYS = [shut_out_of_office, gets_a_code, loses_the_seat]


@pytest.mark.parametrize("way", WAYS)
def test_what_others_do_locks(browser, room, way):
    way(room, room.clerk.who)

    assert not Opening.objects.exists()
    assert browser.get(DESK).status_code in (302, 404)


def test_every_action_that_shuts_a_person_out_ends_what_is_open(
    browser, room, secadmin, dispatcher
):
    """Leaving, the end of a posting and a new code all say so by the same registry."""
    told = []
    sessions.on_ended.append(told.append)
    clerk = room.clerk.who.cadre
    try:
        post = clerk.postings.get()
        fresh.end_posting(post, actor=secadmin.viewer_now(), to_on=timezone.localdate())
        assert told.pop() == sessions.Ended(clerk.pk)
        one_time_codes.issue_codes([clerk], actor=secadmin.viewer_now())
        assert told.pop() == sessions.Ended(clerk.pk)
        people.record_leaving(clerk, actor=room.head.who.viewer_now(), left_on=timezone.localdate())
        assert told.pop() == sessions.Ended(clerk.pk)
    finally:
        sessions.on_ended.remove(told.append)


def test_the_room_s_database_keeps_nobody_from_leaving_and_nothing_open(browser, monkeypatch):
    def away(ended):
        raise OperationalError("away")

    monkeypatch.setattr(sessions, "on_ended", [away])
    kept = browser.cookies["room_key"].value
    session = browser.session.session_key

    assert browser.post("/cadres/sign-out/").status_code == 302

    assert Opening.objects.count() == 1
    browser.cookies["room_key"] = kept
    browser.cookies["sessionid"] = session
    assert browser.get(DESK).status_code in (302, 404)
    assert locking.clear_away(timezone.now()) == 1
    assert not Opening.objects.exists()


def test_what_has_lapsed_is_cleared_away(browser):
    assert locking.clear_away(timezone.now()) == 0

    Opening.objects.update(used_at=timezone.now() - timedelta(minutes=settings.IDLE_MINUTES + 1))

    assert locking.clear_away(timezone.now()) == 1
