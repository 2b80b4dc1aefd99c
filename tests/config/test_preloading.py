"""A web worker has everything a page needs before its first visitor comes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from django.conf import settings

LOOK = """
import json, sys
from config.wsgi import application
from django.template import engines
from django.test import Client
def state():
    own = ("cadres.", "enterprises.", "cases.", "config.", "rest_framework.")
    loader = engines["django"].engine.template_loaders[0]
    cached = {key for key in loader.get_template_cache if not key.startswith("django/forms")}
    return {name for name in sys.modules if name.startswith(own)}, cached
modules, cached = state()
answer = Client().get("/no/such/place/", HTTP_HOST="localhost")
more, later = state()
print(json.dumps([answer.status_code, sorted(more - modules), sorted(later - cached), len(cached)]))
"""


def test_the_first_page_loads_no_code_and_compiles_no_template():
    surroundings = {**os.environ, "DEBUG": "0", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOOK],
        cwd=settings.BASE_DIR, env=surroundings, capture_output=True, text=True, check=True,
    )  # fmt: skip
    status, modules, templates, known = json.loads(ran.stdout.splitlines()[-1])

    assert status == 404
    assert (modules, templates) == ([], [])
    assert known > 100
