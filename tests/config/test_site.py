"""What holds for every address: health, headers, the API's description."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_every_answer_carries_the_strict_policy(client):
    policy = client.get("/healthz/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_only_the_api_s_own_page_may_set_styles_and_no_page_inline_scripts(client):
    policy = client.get("/api/v1/docs/")["Content-Security-Policy"]

    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self'" in policy
    assert policy.count("unsafe") == 1


def test_the_api_s_own_page_loads_its_script_from_here(client):
    page = client.get("/api/v1/docs/").content.decode()
    script = client.get("/api/v1/docs/", {"script": ""})

    assert "https://" not in page
    assert "SwaggerUIBundle" in script.content.decode()


def test_the_api_describes_itself(client):
    answer = client.get("/api/v1/schema/", headers={"Accept": "application/json"})

    assert answer.status_code == 200
    assert answer.json()["paths"]


def test_an_unknown_address_is_a_page_in_chinese(client):
    answer = client.get("/no/such/place/")

    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode()
