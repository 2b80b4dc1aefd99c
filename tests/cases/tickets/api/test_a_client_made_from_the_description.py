"""Another program works with the client that a usual tool makes from the published description."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import uuid
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections

from config.settings import API_SCHEMA_FILE
from tests import cast, pictures
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
NAME, PASSWORD = "county_client", "Aicao-2026-Nanzhao"
HERE = "http://testserver"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Iterator[tuple[str, ModuleType]]:
    """What the tool said, and the package that it made; both are gone afterwards."""
    if not API_SCHEMA_FILE.exists():
        pytest.skip("make static has not been run here")
    folder = tmp_path_factory.mktemp("client")
    (folder / "plain.yml").write_text("post_hooks: []\n")
    said = subprocess.run(
        [
            str(Path(sys.executable).with_name("openapi-python-client")),
            *("generate", "--path", str(API_SCHEMA_FILE), "--meta", "none"),
            *("--config", str(folder / "plain.yml"), "--output-path", str(folder / NAME)),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    sys.path.insert(0, str(folder))
    yield said.stdout + said.stderr, importlib.import_module(NAME)
    sys.path.remove(str(folder))
    for name in [one for one in sys.modules if one.split(".")[0] == NAME]:
        del sys.modules[name]


@pytest.fixture
def site() -> Iterator[httpx.WSGITransport]:
    """The site itself, without a line; it must leave the test's connection open."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield httpx.WSGITransport(WSGIHandler())
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def signed_in(made, site) -> Callable[[cast.Person], Any]:
    """Come in by the page that everybody comes in by; the client then holds session and token."""

    def enter(person: cast.Person) -> Any:
        person.cadre.set_password(PASSWORD)
        person.cadre.save(update_fields=["password"])
        with httpx.Client(transport=site, base_url=HERE) as browser:
            browser.get("/cadres/sign-in/")
            token = browser.cookies["csrftoken"]
            words = {"username": person.cadre.account, "password": PASSWORD}
            browser.post("/cadres/sign-in/", data={"csrfmiddlewaretoken": token, **words})
            cookies = dict(browser.cookies)
        return made[1].AuthenticatedClient(
            base_url=HERE,
            token=cookies["csrftoken"],
            prefix="",
            auth_header_name="X-CSRFToken",
            cookies=cookies,
            httpx_args={"transport": site},
            raise_on_unexpected_status=True,
        )

    return enter


def call(client: Any, name: str, /, *ids: object, **words: Any) -> Any:
    """Call an operation by its name in the description; refusals are answers too."""
    tag = name.split("_")[0]
    operation = importlib.import_module(f"{NAME}.api.{tag}.{name}")
    if "Idempotency-Key" in Path(operation.__file__).read_text():
        words["idempotency_key"] = str(uuid.uuid4())
    answer = operation.sync_detailed(*ids, client=client, **words)
    assert answer.parsed is not None or answer.status_code == 204
    return answer.parsed


def body(name: str, /, **words: Any) -> Any:
    """The words of an action in the class that the tool made for them."""
    return getattr(importlib.import_module(f"{NAME}.models"), f"{name}Request").from_dict(words)


def send(client: Any, content: bytes) -> str:
    """Send a file in pieces of the length that the site asks for."""
    types = importlib.import_module(f"{NAME}.types")
    about = body("Announcement", name="现场.jpg", size=len(content), check=zlib.crc32(content))
    begun = call(client, "uploads_create", body=about)
    for index in range(-(-len(content) // begun.piece)):
        piece = content[index * begun.piece : (index + 1) * begun.piece]
        words = {"body": types.File(payload=piece), "x_check": zlib.crc32(piece)}
        call(client, "uploads_pieces_create", begun.id, index, **words)
    return str(call(client, "uploads_finish_create", begun.id).id)


def test_it_is_made_without_a_remark_and_knows_every_call(made):
    said, package = made
    schema = json.loads(API_SCHEMA_FILE.read_text())
    calls = {
        told["operationId"] for methods in schema["paths"].values() for told in methods.values()
    }
    modules = {path.stem for path in Path(package.__path__[0], "api").rglob("*.py")}

    assert "WARNING" not in said
    assert calls - modules == set()
    for path in Path(package.__path__[0]).rglob("*.py"):
        parts = path.with_suffix("").relative_to(Path(package.__path__[0]).parent).parts
        importlib.import_module(".".join(part for part in parts if part != "__init__"))


def test_a_ticket_from_filing_to_the_answer(signed_in, liaison, dispatcher, handler, head):
    firm = EnterpriseFactory(county=cast.county())
    AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    category = CategoryFactory()
    reporter, office, clerk, boss = map(signed_in, (liaison, dispatcher, handler, head))

    words = {"category": category.pk, "description": "变压器容量不足", "source": "visit"}
    filed = call(reporter, "tickets_create", body=body("Filing", **words, enterprise=firm.pk))
    units = call(office, "units_list").results
    unit = next(one.pk for one in units if one.name == handler.unit.name)
    wanted = body("Dispatch", unit=unit, handling_class="general")
    assert call(office, "tickets_dispatch_create", filed.pk, body=wanted).unit_id == unit
    assert call(clerk, "tickets_accept_create", filed.pk).state == "in_hand"

    (before,) = call(reporter, "tickets_list", number=filed.number).results

    photo = send(clerk, pictures.noisy(700, 500))
    noted = body("Progress", note="已到现场勘查", uploads=[photo])
    (file,) = call(clerk, "tickets_note_create", filed.pk, body=noted).attachments
    measure = body("NewMeasure", text="更换变压器", owner_name="王强")
    (row,) = call(clerk, "tickets_measures_create", filed.pk, body=measure).measures
    shown = body("Evidence", evidence="已投运")
    call(clerk, "tickets_measures_finish_create", filed.pk, row.pk, body=shown)
    solved = body("Result", result="已增容 315 千伏安。")
    seen = call(clerk, "tickets_resolve_create", filed.pk, body=solved)
    signed = body("Signature", digest=seen.content_digest)
    assert call(boss, "tickets_approve_create", filed.pk, body=signed).state == "unconfirmed"

    answer = call(reporter, "tickets_list", number=filed.number).results[0]
    whole = call(reporter, "tickets_retrieve", answer.pk)
    assert (whole.result, whole.state) == ("已增容 315 千伏安。", "unconfirmed")
    assert answer.updated_at > before.updated_at
    for place in (file.file, file.small):
        assert reporter.get_httpx_client().get(urlsplit(place).path).status_code == 200


def test_what_is_refused_is_read_as_a_refusal(signed_in, outsider):
    client = signed_in(outsider)
    nonsense = body("Filing", category=0, description="x", source="visit")

    missing = call(client, "tickets_retrieve", 10**6)
    wrong = call(client, "tickets_create", body=nonsense)

    assert (missing.code, wrong.code) == ("absent", "invalid")
    assert "category" in wrong.fields.to_dict()
