"""The grant of a phone's passcode ends with its person's password, and with their leaving."""

from __future__ import annotations

import json

import pytest

from tests import phone


@pytest.fixture
def grant(client, liaison) -> str:
    """As the phone got it in a living session."""
    phone.let_in(client, liaison)
    given = client.get(phone.KEY).json()["grant"]
    client.logout()
    return str(given)


def holds(client, grant: str) -> bool:
    body = json.dumps({"grant": grant})
    response = client.post(phone.PASSCODE, body, content_type="application/json")
    assert response.status_code == 200
    return bool(response.json()["holds"])


def test_a_grant_holds_without_a_session(client, grant):
    assert holds(client, grant)


def test_the_same_person_is_given_the_same_grant_again(client, liaison, grant):
    phone.let_in(client, liaison)

    assert client.get(phone.KEY).json()["grant"] == grant


def test_a_change_of_password_ends_it(client, liaison, grant):
    liaison.cadre.set_password("另一个密码 2026")
    liaison.cadre.save(update_fields=["password"])

    assert not holds(client, grant)


def test_whoever_has_left_opens_nothing_any_more(client, liaison, grant):
    liaison.cadre.is_active = False
    liaison.cadre.save(update_fields=["is_active"])

    assert not holds(client, grant)


@pytest.mark.parametrize("other", ["x", "1.2:3", "9" * 30 + ".a:b"])
def test_what_the_site_never_signed_is_no_grant(client, grant, other):
    assert not holds(client, other)
