"""Units and people over the API: one's own region, phones masked."""

from __future__ import annotations

import pytest
from django.test import Client

BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"


def asked(person, address: str, **words):
    browser = Client()
    browser.force_login(person.cadre, backend=BACKEND)
    return browser.get(address, words)


def test_a_dispatcher_finds_the_unit_to_dispatch_to(dispatcher, handler):
    found = asked(dispatcher, "/api/v1/units/").json()["results"]

    assert handler.unit.pk in {unit["pk"] for unit in found}


@pytest.mark.parametrize("address", ["/api/v1/units/", "/api/v1/people/"])
def test_another_county_is_not_there(stranger, handler, address):
    answer = asked(stranger, address).content.decode()

    assert handler.unit.name not in answer
    assert handler.cadre.name not in answer


def test_people_come_with_their_posts_and_masked_phones(dispatcher, handler):
    found = asked(dispatcher, "/api/v1/people/", unit_id=handler.unit.pk).json()["results"]

    (person,) = found
    assert person["posts"][0]["role"] == "unit_clerk"
    assert "****" in person["phone"]
    assert handler.cadre.phone not in str(found)


def test_an_unknown_role_is_refused(dispatcher):
    assert asked(dispatcher, "/api/v1/people/", role="king").status_code == 422
