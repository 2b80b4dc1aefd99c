"""The door: who comes in, by what, and what the trail says of it."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from cadres.models import AuditEntry, SignIn

PASSWORD = "Zhuqi-2026-ok"


@pytest.fixture
def clerk(handler):
    handler.cadre.password = make_password(PASSWORD)
    handler.cadre.save(update_fields=["password"])
    return handler


def come_in(client, name, password=PASSWORD, **more):
    return client.post(reverse("cadres:sign-in"), {"username": name, "password": password, **more})


def test_somebody_comes_in_by_account(client, clerk):
    answer = come_in(client, clerk.cadre.account)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(clerk.cadre.pk)


@pytest.mark.parametrize("written", ["{}", " {} ", "+86{}", "86-{}"])
def test_somebody_comes_in_by_phone_however_it_is_written(client, clerk, written):
    come_in(client, written.format(clerk.cadre.phone))

    assert client.session["_auth_user_id"] == str(clerk.cadre.pk)


def test_the_session_stands_in_the_list_and_in_the_trail(client, clerk):
    come_in(client, clerk.cadre.account)

    assert SignIn.objects.get().cadre == clerk.cadre
    assert AuditEntry.objects.get().verb == "cadre.sign_in"


def test_a_wrong_password_and_an_unknown_name_read_the_same(client, clerk):
    wrong = come_in(client, clerk.cadre.account, "Falsch-2026-nein").content.decode()
    unknown = come_in(client, "nobody", "Falsch-2026-nein").content.decode()

    assert "账号或密码不对" in wrong
    assert "账号或密码不对" in unknown


def test_what_was_typed_is_kept_nowhere_but_the_name_on_the_page(client, clerk):
    page = come_in(client, clerk.cadre.account, "Falsch-2026-nein").content.decode()

    assert clerk.cadre.account in page
    assert "Falsch" not in page
    assert "Falsch" not in str(AuditEntry.objects.values())


def test_a_failure_is_in_the_trail(client, clerk):
    come_in(client, clerk.cadre.account, "falsch")

    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.object_id) == ("cadre.sign_in_fail", clerk.cadre.pk)
    assert entry.county_id == clerk.county.pk


def test_who_left_does_not_come_in(client, clerk):
    clerk.cadre.is_active = False
    clerk.cadre.save(update_fields=["is_active"])

    assert come_in(client, clerk.cadre.account).status_code == 422


def test_one_returns_to_the_page_that_was_asked_for(client, clerk):
    answer = come_in(client, clerk.cadre.account, next="/cadres/people/?role=cadre")

    assert answer.url == "/cadres/people/?role=cadre"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil"])
def test_one_is_not_led_to_another_site(client, clerk, elsewhere):
    assert "evil" not in come_in(client, clerk.cadre.account, next=elsewhere).url


def test_an_administrator_arrives_at_a_page_of_their_own(client, auditor):
    auditor.cadre.password = make_password(PASSWORD)
    auditor.cadre.save(update_fields=["password"])

    assert come_in(client, auditor.cadre.account).url == reverse("cadres:trail")


def test_signing_out_takes_a_post_and_ends_the_session(client, clerk):
    come_in(client, clerk.cadre.account)

    assert client.get(reverse("cadres:sign-out")).status_code == 405
    client.post(reverse("cadres:sign-out"))

    assert not SignIn.objects.exists()
    assert "_auth_user_id" not in client.session
    assert AuditEntry.objects.latest("pk").verb == "cadre.sign_out"


def test_a_fragment_does_not_become_the_sign_in_page(client, db):
    answer = client.get(
        reverse("cadres:inbox"),
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/cadres/people/?q=1"},
    )

    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/cadres/sign-in/?next=%2Fcadres%2Fpeople%2F%3Fq%3D1"
