"""What holds for every address: health, headers, the API's description."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_every_answer_carries_the_strict_policy(client):
    policy = client.get("/healthz/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_an_unknown_address_is_a_page_in_chinese(client):
    answer = client.get("/no/such/place/")

    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode()
