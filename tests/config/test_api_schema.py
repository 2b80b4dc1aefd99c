"""The API's description is written once, and shown to people who are signed in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from config.settings import API_SCHEMA_FILE

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
SCHEMA, DOCS = "/api/v1/schema/", "/api/v1/docs/"


@pytest.fixture
def signed_in(dispatcher) -> Client:
    client = Client()
    client.force_login(dispatcher.cadre, backend="cadres.web.backends.AccountOrPhone")
    return client


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """What `make static` writes."""
    path = tmp_path_factory.mktemp("generated") / "api-schema.json"
    call_command("spectacular", file=str(path), format="openapi-json")
    return path


def test_it_is_handed_over_as_it_was_written(signed_in, settings, written, monkeypatch):
    settings.API_SCHEMA_FILE = written
    monkeypatch.delattr(SchemaGenerator, "get_schema")  # to draw it up again would take seconds

    answer = signed_in.get(SCHEMA)

    assert answer.status_code == 200
    assert "/api/v1/tickets/" in answer.json()["paths"]


def test_what_was_written_is_what_the_code_says_now(written):
    if not API_SCHEMA_FILE.exists():
        pytest.skip("make static has not been run here")

    assert json.loads(API_SCHEMA_FILE.read_text()) == json.loads(written.read_text())


def test_where_none_was_written_it_says_what_to_do(signed_in, settings, tmp_path):
    settings.API_SCHEMA_FILE = tmp_path / "nothing.json"

    answer = signed_in.get(SCHEMA)

    assert answer.status_code == 503
    assert "make static" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
@pytest.mark.parametrize("address", [SCHEMA, DOCS])
def test_nobody_else_gets_it_by_any_method(address, method):
    answer = getattr(Client(), method)(address)

    assert answer.status_code in {302, 403, 405}


@pytest.mark.parametrize("address", [SCHEMA, DOCS])
def test_asking_which_methods_there_are_is_no_failure(signed_in, address):
    assert signed_in.options(address).status_code in {200, 405}


def test_only_its_page_may_set_styles_and_no_page_inline_scripts(signed_in):
    policy = signed_in.get(DOCS)["Content-Security-Policy"]

    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self'" in policy
    assert policy.count("unsafe") == 1


def test_its_page_loads_its_script_from_here(signed_in):
    page = signed_in.get(DOCS).content.decode()
    script = signed_in.get(DOCS, {"script": ""})

    assert "https://" not in page
    assert "SwaggerUIBundle" in script.content.decode()
