"""Whatever stands in an address, the site answers; it never fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.datastructures import MultiValueDict

from tests.access import world
from tests.access.test_table import addresses, answer, path_of, signed_in
from tests.access.world import PEOPLE, World

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

HOSTILE = ("²", "9999-12-31", "1" + "0" * 30)
# What the site refuses at the door is asked of one address alone.
UNWANTED = {"\x00": 400, "名\u202e字": 422}
KEY = {"Idempotency-Key": "of-a-call-that-is-refused"}
IN_PATH = ("²", str(10**30), "a\x00b")
SLOW = {"cadres:sign-out"}


@pytest.fixture
def county(request, db, settings, tmp_path) -> World:
    settings.API_SCHEMA_FILE = tmp_path / "api-schema.json"
    settings.API_SCHEMA_FILE.write_text("{}")
    return world.build({name: request.getfixturevalue(name) for name in PEOPLE})


@pytest.fixture
def asked_for(monkeypatch) -> set[str]:
    """The names that are looked up in an address while it is answered."""
    names: set[str] = set()
    for method in ("get", "getlist", "__getitem__", "__contains__"):
        usual = getattr(MultiValueDict, method)

        def noted(self: Any, key: Any, *rest: Any, usual: Any = usual, **more: Any) -> Any:
            if isinstance(self, QueryDict) and isinstance(key, str):
                names.add(key)
            return usual(self, key, *rest, **more)

        monkeypatch.setattr(MultiValueDict, method, noted)
    return names


def test_no_value_in_a_query_makes_an_address_fail(county, asked_for):
    browser = signed_in(county.people["dispatcher"])
    failed = set()
    for name, takes_ids in addresses():
        path = path_of(name, takes_ids, county.ids)
        for value, given in asked(browser, path, asked_for) if name not in SLOW else ():
            if code(browser, path, given) >= 500:
                failed.add((name, value, *given))

    assert failed == set()


def asked(browser: Client, path: str, names: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each hostile value in all the places that the address looks at."""
    names.clear()
    code(browser, path, {})
    places = sorted(names - {"csrfmiddlewaretoken"})
    for value in HOSTILE if places else ():
        yield value, dict.fromkeys(places, value)


@pytest.mark.parametrize(("value", "status"), UNWANTED.items())
def test_what_nobody_can_read_is_refused_before_any_page(county, value, status):
    browser = signed_in(county.people["dispatcher"])

    assert {
        code(browser, "/cases/tickets/", {value: "1"}),
        browser.post("/cadres/sign-in/", {"username": value}).status_code,
        browser.post(
            "/api/v1/tickets/", {"title": value}, "application/json", headers=KEY
        ).status_code,
    } == {status}


def test_no_value_in_a_path_makes_an_address_fail(county):
    browser = signed_in(county.people["dispatcher"])

    assert {
        (name, value[:20])
        for name, takes_ids in addresses()
        if takes_ids
        for value, path in hostile_paths(path_of(name, takes_ids, county.ids))
        if code(browser, path, {}) >= 500
    } == set()


def hostile_paths(path: str) -> Iterator[tuple[str, str]]:
    """The address with each piece that is an id, or a token, put out of shape."""
    parts = path.strip("/").split("/")
    for at, part in enumerate(parts):
        if any(letter.isascii() and letter.isdigit() for letter in part) and part != "v1":
            for value in IN_PATH:
                yield value, "/" + "/".join([*parts[:at], value, *parts[at + 1 :]]) + "/"


def code(browser: Client, path: str, asked: dict[str, str]) -> int:
    return answer(browser, "GET", f"{path}?{urlencode(asked)}" if asked else path)
