"""Ten thousand texts and files at every door that stands open to anybody: none of them breaks one.

Part of `make check`, not of `make test`. Each submission is undone before the next; they are the
same each time.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import transaction
from django.utils import timezone

from cases.enterprise_side.web.signed_forms import drawn as signed
from tests import hostile_texts
from tests.access import world
from tests.access.table import TABLE
from tests.access.test_table import addresses, path_of
from tests.access.world import NOBODY, PEOPLE, World
from tests.visitor import Visitor

pytestmark = [
    pytest.mark.django_db(databases=["default", "leads"]),
    pytest.mark.timeout(900),
]
SUBMISSIONS = 10_000
# Who gets as far as the words without having signed in.
DOORS = [
    row.split(" ")[1]
    for row, codes in TABLE.items()
    if row.startswith("POST ") and codes[NOBODY] in {200, 204, 422} and "health" not in row
]
FIELD = re.compile(r"<(?:input|select|textarea)[^>]*? name=\"([^\"]+)\"")
CHOICE = re.compile(r"<(?:option|input type=\"(?:radio|checkbox)\")[^>]*? value=\"([^\"]+)\"")
# Where a door shows no form: what scripts send there.
OF_SCRIPTS = ["name", "size", "digest", "at", "content", "grant", "sealed", "key", "once"]


@dataclass(frozen=True)
class Door:
    """One address, what its form asks for, and what may be chosen in it."""

    path: str
    fields: list[str]
    choices: list[str]

    def submission(self, drawn: random.Random) -> dict[str, Any]:
        """Most fields filled somehow, some with what may be chosen; a file more often than not."""
        names = [name for name in self.fields if drawn.random() < 0.8]
        given: dict[str, Any] = {name: self._value(name, drawn) for name in names}
        if drawn.random() < 0.6:
            given[drawn.choice(["uploads", "photos", "files", "file"])] = hostile_texts.file(drawn)
        return given

    def _value(self, name: str, drawn: random.Random) -> str:
        if name == "signed" and drawn.random() < 0.7:
            return signed(timezone.now() - timedelta(seconds=10))
        if self.choices and drawn.random() < 0.4:
            return drawn.choice(self.choices)
        return hostile_texts.text(drawn)


@pytest.fixture
def county(request, db) -> World:
    return world.build({name: request.getfixturevalue(name) for name in PEOPLE})


@pytest.mark.parametrize("name", DOORS)
def test_no_text_and_no_file_breaks_a_door(county, name):
    takes_ids = dict(addresses())[name]
    door = _door(path_of(name, takes_ids, county.ids))
    drawn, broken, codes = random.Random(name), [], set()

    for number in range(SUBMISSIONS // len(DOORS) + 1):
        given = door.submission(drawn)
        code = _answer(door, given)
        codes.add(code)
        if code >= HTTPStatus.INTERNAL_SERVER_ERROR and code != HTTPStatus.SERVICE_UNAVAILABLE:
            broken.append((number, code, given))

    assert broken == []
    assert min(codes) < HTTPStatus.INTERNAL_SERVER_ERROR


def _door(path: str) -> Door:
    page = Visitor(raise_request_exception=False).get(path).content.decode()
    fields = sorted({*FIELD.findall(page)}) or OF_SCRIPTS
    return Door(path, fields, sorted({*CHOICE.findall(page)}))


def _answer(door: Door, given: dict[str, Any]) -> int:
    """Submit it where nobody has come before, and undo what was done."""
    mark = transaction.savepoint()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(caches["default"], "key_prefix", uuid4().hex)
        answer = Visitor(raise_request_exception=False).post(door.path, given)
    transaction.savepoint_rollback(mark)
    return int(answer.status_code)
