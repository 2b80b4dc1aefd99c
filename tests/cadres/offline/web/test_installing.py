"""The site as an app: its worker, its manifest and the page that starts without a line."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from PIL import Image

from cadres.offline.web import installing

pytestmark = pytest.mark.django_db
WORDS_OF_SOMEBODY = ("csrfmiddlewaretoken", "X-CSRFToken", "data-viewer", "sessionid")


@pytest.fixture
def kept(client) -> dict:
    """What the worker is told to keep."""
    body = client.get("/sw.js").content.decode()
    return json.loads(re.fullmatch(r"self\.KEPT = (\{.*\});\nimportScripts\(.*\);\n", body)[1])


def test_the_worker_may_stand_before_the_whole_site_and_is_asked_for_anew(client):
    answer = client.get("/sw.js")

    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-store" in answer["Cache-Control"]


def test_all_that_the_kept_page_loads_is_kept_with_it(client, kept):
    page = client.get(kept["page"]).content.decode()
    loaded = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', page))

    assert loaded <= set(kept["files"])


def test_the_kept_page_is_the_same_for_everybody(client, liaison):
    page = client.get("/offline/")
    client.force_login(liaison.cadre)
    signed_in = client.get("/offline/")

    assert signed_in.content == page.content
    assert not page.cookies
    assert [one for one in WORDS_OF_SOMEBODY if one in page.content.decode()] == []


def test_another_page_or_file_makes_the_phone_take_a_new_copy(kept, monkeypatch):
    installing.kept.cache_clear()
    monkeypatch.setattr(installing, "render_to_string", lambda name: "another page")

    assert installing.kept()["mark"] != kept["mark"]
    installing.kept.cache_clear()


def test_the_manifest_names_icons_of_the_size_that_it_says(client):
    said = client.get("/manifest.webmanifest").json()

    sizes = {one["src"].rsplit("/", 1)[1].split(".")[0]: one["sizes"] for one in said["icons"]}
    found = {}
    for name, _, _ in installing.ICONS:
        with Image.open(settings.BASE_DIR / "cadres/static" / name) as picture:
            found[name.rsplit("/", 1)[1].split(".")[0]] = "{}x{}".format(*picture.size)
    assert sizes == found
    assert said["start_url"] == "/offline/"
    assert {one["purpose"] for one in said["icons"]} == {"any", "maskable"}


def test_pages_of_those_who_work_in_the_yard_bring_the_scripts_along(client, liaison, handler):
    client.force_login(liaison.cadre)
    assert "data-offline=" in client.get("/cadres/me/").content.decode()

    client.force_login(handler.cadre)
    assert "data-offline=" not in client.get("/cadres/me/").content.decode()
