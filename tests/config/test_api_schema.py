"""The API's description: whole, true by its own rules, and shown to people who are signed in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import path
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from cadres.pages.api.schema import REFUSALS
from cadres.pages.api.views import ApiViewSet
from cases.tickets.api.ticket_rows import TicketRow
from config.settings import API_SCHEMA_FILE

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
SCHEMA, DOCS = "/api/v1/schema/", "/api/v1/docs/"
# By a link, a gate's code, or sealed: nobody needs to be signed in.
BY_NOBODY = ("/api/v1/links/", "/api/v1/gate/", "/api/v1/sync/sealed/", "/api/v1/sync/passcode/")
# Actions that are said by their address alone.
WITHOUT_WORDS = {
    "bookings_join_create",
    "contacts_reveal_create",
    "saved_views_remove_create",
    "subscriptions_remove_create",
    "tickets_accept_create",
    "tickets_admit_create",
    "tickets_link_create",
    "tickets_shares_accept_create",
    "uploads_finish_create",
    "uploads_remove_create",
    "gate_uploads_finish_create",
    "gate_uploads_remove_create",
    "links_uploads_finish_create",
    "links_uploads_remove_create",
}


@pytest.fixture
def signed_in(dispatcher) -> Client:
    client = Client()
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    return client


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """What `make static` writes; a remark of the generator is a failure."""
    place = tmp_path_factory.mktemp("generated") / "api-schema.json"
    call_command(
        "spectacular",
        file=str(place),
        format="openapi-json",
        validate=True,
        fail_on_warn=True,
    )
    return place


@pytest.fixture
def calls(written) -> list[tuple[str, str, dict[str, Any]]]:
    return list(_calls(json.loads(written.read_text())))


def _calls(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for place, methods in schema["paths"].items():
        for method, told in methods.items():
            yield place, method, told


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


def test_every_action_says_what_it_takes(calls):
    silent = {
        told["operationId"]
        for _, method, told in calls
        if method == "post" and not told.get("requestBody")
    }

    assert silent == WITHOUT_WORDS


def test_an_action_whose_words_the_framework_forgets_is_no_description():
    """Inside the action a description is lost, and the answer's shape stands in for the words."""

    class Forgetful(ApiViewSet):
        serializer_class = TicketRow

        @action(detail=False, methods=["post"])
        @extend_schema(request=TicketRow, responses=TicketRow)
        def call(self, request):
            """Somebody believes to have said what it takes."""

    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        place = path("call/", Forgetful.as_view({"post": "call"}))
        SchemaGenerator(patterns=[place]).get_schema(public=True)

    assert any("does not say what it takes" in line for line in GENERATOR_STATS._error_cache)
    GENERATOR_STATS.reset()


def test_bodies_are_json_or_the_bytes_of_a_file(calls):
    kinds = {
        (kind, place.split("/")[3])
        for place, _, told in calls
        for kind in told.get("requestBody", {}).get("content", ())
        if kind != "application/json"
    }

    assert kinds == {
        ("application/octet-stream", "uploads"),
        ("application/octet-stream", "gate"),
        ("application/octet-stream", "links"),
        ("multipart/form-data", "uploads"),
    }


def test_every_refusal_is_described(calls):
    for place, method, told in calls:
        by_nobody = place.startswith(BY_NOBODY)
        wanted = {"400", "422"} if by_nobody else {"400", "401", "403", "422"}
        wanted |= {"404", "409", "413", "415"} if method == "post" else set()
        wanted |= {"404"} if "{" in place else set()
        assert set(told["responses"]) & set(REFUSALS) == wanted, (place, method)


def test_no_answer_is_left_open(calls, written):
    for place, method, told in calls:
        for code, answer in told["responses"].items():
            for content in answer.get("content", {}).values():
                assert content["schema"].get("additionalProperties") != {}, (place, method, code)


def test_every_call_that_makes_something_names_the_once_key(calls):
    for place, method, told in calls:
        named = [
            one["required"]
            for one in told.get("parameters", ())
            if one["name"] == "Idempotency-Key"
        ]
        # A piece of a file is known by its number and its check, a phone's command by its id.
        knows_its_own = "/uploads/" in place or "/sync/" in place
        asked = method == "post" and not knows_its_own
        assert named == ([True] if asked else []), place


def test_where_none_was_written_it_says_what_to_do(signed_in, settings, tmp_path):
    settings.API_SCHEMA_FILE = tmp_path / "nothing.json"

    answer = signed_in.get(SCHEMA)

    assert answer.status_code == 503
    assert "make static" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
@pytest.mark.parametrize("address", [SCHEMA, DOCS])
def test_nobody_else_gets_it_by_any_method(address, method):
    answer = getattr(Client(), method)(address)

    assert answer.status_code in {302, 401, 405}


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
