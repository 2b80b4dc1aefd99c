"""After repeated failures the door stays shut for a while."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from cadres.errors import NotPermitted
from cadres.models import AuditEntry
from cadres.services.sign_in import unlock

PASSWORD = "Zhuqi-2026-ok"
MONDAY = date(2026, 3, 2)


@pytest.fixture
def clerk(handler):
    handler.cadre.password = make_password(PASSWORD)
    handler.cadre.save(update_fields=["password"])
    return handler


def come_in(client, name, password):
    return client.post(reverse("cadres:sign-in"), {"username": name, "password": password})


@pytest.fixture
def locked(client, clerk):
    for _ in range(5):
        come_in(client, clerk.cadre.account, "falsch")
    return clerk


def test_after_five_failures_even_the_right_password_waits(client, locked):
    answer = come_in(client, locked.cadre.account, PASSWORD)

    assert answer.status_code == 429
    assert "20 分钟后再试" in answer.content.decode()
    assert "_auth_user_id" not in client.session


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
