"""A key is open in one session of one browser, for its hours; anywhere else it is nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.errors import Invalid, WrongState
from cases.leads.keys.services import keys
from cases.leads.keys.services.keys import Browser
from cases.leads.keys.web.access_guard import COOKIE
from cases.leads.models import KeyPair, Opening
from cases.leads.vault.rules import crypto
from cases.leads.vault.selectors import openings
from tests.cases.leads.access.walking import browser_of, secret_for
from tests.cases.leads.filing import lines
from tests.cases.leads.seating import PASSPHRASE, moment_of

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

DESK, KEY = "/leads/", "/leads/key/"


def is_open(browser) -> bool:
    answer = browser.get(DESK)
    assert answer.status_code in (200, 302)
    return answer.status_code == 200


def test_it_opens_here_and_not_in_another_session_browser_or_hand(room):
    own = browser_of(room.clerk)
    secret = own.cookies[COOKIE].value
    assert is_open(own)

    other_agent = browser_of(room.clerk, is_open=False, agent="another")
    other_agent.cookies["sessionid"] = own.session.session_key
    other_session = browser_of(room.clerk, is_open=False)
    other_person = browser_of(room.head, is_open=False)
    for copied in (other_agent, other_session, other_person):
        copied.cookies[COOKIE] = secret
        assert not is_open(copied)
    assert is_open(own)


def test_after_sign_out_and_a_new_sign_in_it_is_shut(room):
    browser = browser_of(room.clerk)
    secret = browser.cookies[COOKIE].value
    browser.logout()
    browser.force_login(room.clerk.who.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    browser.cookies[COOKIE] = secret

    assert not is_open(browser)


@pytest.mark.parametrize(
    "change",
    [
        {"used_at": timezone.now() - timedelta(hours=3)},
        {"opened_at": timezone.now() - timedelta(hours=9), "ends_at": timezone.now()},
    ],
    ids=["idle", "over"],
)
def test_idle_or_over_it_is_shut(room, change):
    browser = browser_of(room.clerk)
    Opening.objects.update(**change)

    assert not is_open(browser)


def test_locked_in_one_browser_it_is_shut_in_all(room):
    first, second = browser_of(room.clerk), browser_of(room.clerk)
    assert is_open(second)

    assert first.post("/leads/key/close/").status_code == 302

    assert not is_open(second)
    assert not Opening.objects.exists()
    assert lines("key.close") == 1


def test_it_lasts_four_hours(room):
    at = timezone.now()
    secret_for(browser_of(room.clerk, is_open=False), room.clerk, at=at)

    assert Opening.objects.get().ends_at == at + timedelta(hours=4)


def test_the_rows_alone_open_nothing(room):
    """Whoever has the database, without the browser's cookie and without the passphrase."""
    browser_of(room.clerk)
    opening, pair = Opening.objects.get(), KeyPair.objects.get(member=room.clerk.member)
    private = room.clerk.at().key
    row = [*vars(opening).values(), *vars(pair).values()]

    assert not any(private in bytes(value) for value in row if isinstance(value, bytes))
    for guess in (opening.secret_digest, opening.session_mark, str(opening.pk)):
        with pytest.raises(crypto.Unopenable):
            openings.bundle(opening, guess)


def test_the_cookie_goes_to_the_room_alone_and_to_no_script(room):
    browser = browser_of(room.clerk, is_open=False)
    answer = browser.post(KEY, {"passphrase": PASSPHRASE})

    cookie = answer.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (DESK, True, "Strict")
    assert cookie["max-age"] == cookie["expires"] == ""
    assert is_open(browser)


def test_too_many_wrong_passphrases_shut_the_key_for_an_hour(room):
    browser = browser_of(room.clerk, is_open=False)
    for _ in range(5):
        answer = browser.post(KEY, {"passphrase": "不对的口令不对的口令"})
        assert answer.status_code == 422
        assert "不对的口令" not in answer.content.decode()

    assert lines("key.wrong") == 5
    right = browser.post(KEY, {"passphrase": PASSPHRASE})
    assert right.status_code == 422
    assert "前不能再试" in right.content.decode()
    assert COOKIE not in right.cookies


def test_an_hour_later_it_opens_and_the_count_begins_anew(room):
    here, member = Browser("session", "agent"), room.clerk.member
    for _ in range(5):
        with pytest.raises(Invalid):
            keys.open_key(member, "不对的口令不对的口令", here, actor=room.clerk.viewer())
    with pytest.raises(WrongState):
        keys.open_key(member, PASSPHRASE, here, actor=room.clerk.viewer())

    assert keys.open_key(member, PASSPHRASE, here, actor=room.clerk.viewer(hour=11))
    pair = KeyPair.objects.get(member=member)
    assert (pair.wrong, pair.shut_until) == (0, None)
    assert lines("key.open") == 1


def test_a_seat_that_ended_opens_nothing(room):
    browser = browser_of(room.clerk)
    type(room.clerk.member).objects.filter(pk=room.clerk.member.pk).update(
        ended_at=moment_of(room.clerk.viewer().today)
    )

    assert browser.get(DESK).status_code == 404
