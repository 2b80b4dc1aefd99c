"""After repeated failures no try is taken for a while, and nobody is shut out by somebody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.errors import NotPermitted
from cadres.models import AuditEntry, SignInCount
from cadres.sign_in.rules import sign_in_delays
from cadres.sign_in.services import sign_in_tries
from cadres.sign_in.services.sign_in import unlock

PASSWORD = "Zhuqi-2026-ok"
MONDAY = date(2026, 3, 2)


@pytest.fixture
def clerk(handler):
    handler.cadre.password = make_password(PASSWORD)
    handler.cadre.save(update_fields=["password"])
    return handler


def come_in(client, name, password, address="203.0.113.7"):
    """Through the site's own proxy, before which anybody may have written anything."""
    seen_as = {"HTTP_X_FORWARDED_FOR": f"198.51.100.1, {address}"}
    given = {"username": name, "password": password}
    return client.post(reverse("cadres:sign-in"), given, **seen_as)


@pytest.fixture(autouse=True)
def one_proxy(settings):
    settings.TRUSTED_PROXIES = 1


def some_minutes_pass(minutes):
    """Let what was counted lie so much further back."""
    for row in SignInCount.objects.all():
        row.last_at -= timedelta(minutes=minutes)
        row.shut_until = row.shut_until and row.shut_until - timedelta(minutes=minutes)
        row.save()


@pytest.fixture
def locked(client, clerk):
    for _ in range(5):
        come_in(client, clerk.cadre.account, "falsch")
    return clerk


def test_after_five_failures_even_the_right_password_waits(client, locked):
    answer = come_in(client, locked.cadre.account, PASSWORD)

    assert answer.status_code == 429
    assert "请 1 分钟后再试" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_each_further_failure_waits_longer_up_to_half_an_hour(client, locked):
    said = []
    for minutes in (1, 2, 4, 8, 16, 30):
        some_minutes_pass(minutes)
        said.append(come_in(client, locked.cadre.account, "falsch").content.decode())

    waits = (2, 4, 8, 16, 30, 30)
    assert all(f"请 {n} 分钟后再试" in page for n, page in zip(waits, said, strict=True))


def test_a_right_password_after_the_wait_counts_from_nothing(client, locked):
    some_minutes_pass(1)

    assert come_in(client, locked.cadre.account, PASSWORD).status_code == 302
    client.post(reverse("cadres:sign-out"))
    assert come_in(Client(), locked.cadre.account, "falsch").status_code == 422


def test_guesses_of_others_do_not_shut_out_a_device_that_is_known(client, clerk):
    come_in(client, clerk.cadre.account, PASSWORD)
    client.post(reverse("cadres:sign-out"))
    for _ in range(6):
        come_in(Client(), clerk.cadre.account, "falsch", address="192.0.2.66")

    assert come_in(Client(), clerk.cadre.account, PASSWORD).status_code == 429
    assert come_in(client, clerk.cadre.account, PASSWORD).status_code == 302


def test_a_known_device_may_not_guess_without_end_either(client, clerk):
    come_in(client, clerk.cadre.account, PASSWORD)
    client.post(reverse("cadres:sign-out"))
    for _ in range(5):
        come_in(client, clerk.cadre.account, "falsch")

    assert come_in(client, clerk.cadre.account, PASSWORD).status_code == 429


def test_a_device_is_known_for_its_own_people_only(client, clerk, head):
    come_in(client, clerk.cadre.account, PASSWORD)
    client.post(reverse("cadres:sign-out"))
    for _ in range(5):
        come_in(Client(), head.cadre.account, "falsch")

    assert come_in(client, head.cadre.account, "falsch").status_code == 429


def test_one_password_on_many_accounts_is_slowed_by_address(client, clerk):
    now = timezone.now()
    for at in range(sign_in_delays.ADDRESS_TRIES):
        caller = sign_in_tries.Caller(f"person{at}", "192.0.2.66")
        assert sign_in_tries.begin(caller, now) is None

    assert come_in(Client(), clerk.cadre.account, PASSWORD, "192.0.2.66").status_code == 429
    assert come_in(Client(), clerk.cadre.account, PASSWORD, "192.0.2.67").status_code == 302


def test_an_address_that_somebody_writes_into_the_header_counts_for_nobody(client, clerk):
    for at in range(5):
        seen_as = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{at}, 203.0.113.9"}
        client.post(
            reverse("cadres:sign-in"), {"username": f"nobody{at}", "password": "x"}, **seen_as
        )

    key = sign_in_tries.Caller("", "203.0.113.9").address_key
    assert SignInCount.objects.get(key=key).tries == 5


def test_what_no_longer_counts_is_forgotten(client, locked):
    later = timezone.now() + sign_in_delays.FORGOTTEN_AFTER + timedelta(minutes=1)

    assert sign_in_tries.purge(later) == 2
    assert not SignInCount.objects.exists()


def test_the_phone_counts_for_the_same_account(client, clerk):
    for name in [clerk.cadre.account, clerk.cadre.phone] * 2:
        come_in(client, name, "falsch")

    assert come_in(client, clerk.cadre.phone, "falsch").status_code == 429


def test_a_code_cannot_be_guessed_past_the_lock(client, locked):
    answer = client.post(
        reverse("cadres:first-sign-in"),
        {
            "username": locked.cadre.account,
            "one_time_code": "ACDE-FGHJ",
            "new_password": PASSWORD,
            "again": PASSWORD,
        },
    )

    assert answer.status_code == 429


def test_the_lock_is_in_the_trail(locked):
    assert AuditEntry.objects.latest("pk").verb == "cadre.lock_out"


def test_the_security_administrator_opens_it_again(client, locked, secadmin):
    unlock(locked.cadre, actor=secadmin.viewer(MONDAY))

    assert come_in(client, locked.cadre.account, PASSWORD).status_code == 302


def test_nobody_else_opens_it(locked, sysadmin, head):
    for person in (sysadmin, head):
        with pytest.raises(NotPermitted):
            unlock(locked.cadre, actor=person.viewer(MONDAY))


def test_their_page_offers_it(client, locked, secadmin):
    client.force_login(secadmin.cadre)
    page = client.get(reverse("cadres:person", args=[locked.cadre.pk])).content.decode()

    assert "账号已锁定" in page
    assert "解锁账号" in page
