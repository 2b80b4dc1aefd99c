"""JSON that is no JSON of ours is refused, and never a failure."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


@pytest.fixture
def api(dispatcher):
    client = Client(raise_request_exception=False)
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")

    def sent(body: str):
        key = {"Idempotency-Key": str(uuid4())}
        return client.generic("POST", "/api/v1/tickets/", body, "application/json", headers=key)

    return sent


@pytest.mark.parametrize("opens", ["[", '{"a":'])
def test_what_is_nested_without_end_is_refused(api, opens):
    assert api(opens * 60_000).status_code == 400
    assert api(opens * 60_000 + "1" + ("]" if opens == "[" else "}") * 60_000).status_code == 400


def test_a_nul_in_a_text_is_refused_wherever_it_stands(api):
    assert api('{"title": "a\\u0000b"}').status_code == 400
    assert api('{"title": {"x": [["a\\u0000b"]]}}').status_code == 400
    assert api('{"a\\u0000b": 1}').status_code == 400


def test_a_letter_that_nobody_sees_is_refused_with_its_place(api):
    answer = api('{"title": "恒信达\\u202e艾草"}')

    assert answer.status_code == 422
    assert "U+202E，在“恒信达”之后" in answer.json()["message"]
