"""Every call of the API as its description allows it, and as it does not: no call fails.

Part of `make check`, not of `make test`. Each case is undone before the next, so that all meet the
same county; the cases are the same each time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, checks
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.settings import API_SCHEMA_FILE
from tests.access import world
from tests.access.world import NOBODY, PEOPLE, World
from tests.visitor import Visitor

pytestmark = [
    pytest.mark.django_db(databases=["default", "leads"]),
    pytest.mark.timeout(900),
    pytest.mark.filterwarnings("default"),
]
ROLES = ("dispatcher", "handler", "head", "liaison", NOBODY)
# Of each call, by each role, in each of the two ways.
CASES = 4
TOKEN = "a" * 32
CHECKS = [
    checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
BOUNDED = settings(
    max_examples=CASES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# What a number in an address means; of the others any will do.
NAMED = {"tickets": "ticket", "enterprises": "enterprise", "visits": "visit", "topics": "topic"}
NAMED |= {"contacts": "contact", "measure": "measure", "share": "share", "check": "check"}


@pytest.fixture
def county(request, db) -> World:
    return world.build({name: request.getfixturevalue(name) for name in PEOPLE})


@pytest.fixture
def site() -> Iterator[WSGIHandler]:
    """The site itself; it must leave the test's connection open."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@dataclass
class Round:
    """What one role brings with each call, how it was answered, and what was wrong with answers."""

    county: World
    carried: dict[str, Any]
    codes: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)

    def call(self, case: Any) -> None:
        mark = transaction.savepoint()
        try:
            answer = case.call(**self.carried)
            self.codes[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)
        finally:
            transaction.savepoint_rollback(mark)

    def try_all(self, operation: Any, mode: GenerationMode) -> None:
        known = _numbers(operation.path, self.county)
        cases = operation.as_strategy(generation_mode=mode)
        of_ours = operation.as_strategy(generation_mode=mode, path_parameters=known)
        try:
            BOUNDED(given(of_ours | cases if known else cases)(self.call))()
        except (Exception, FailureGroup) as error:
            wrong = getattr(error, "exceptions", [error])
            self.faults[f"{mode.value} {operation.label}"] = "\n".join(str(one) for one in wrong)


@pytest.mark.parametrize("who", ROLES)
def test_no_call_fails_or_answers_otherwise_than_described(county, site, who):
    if not API_SCHEMA_FILE.exists():
        pytest.skip("make static has not been run here")
    schema = schemathesis.openapi.from_dict(json.loads(API_SCHEMA_FILE.read_text()))
    schema.app = site
    told = Round(county, _carried(county, who))
    for one in schema.get_all_operations():
        for mode in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:
            told.try_all(one.ok(), mode)

    assert told.faults == {}
    done = sum(count for code, count in told.codes.items() if code < 300)
    assert told.codes[401] > 300 if who == NOBODY else done > 30


def _carried(county: World, who: str) -> dict[str, Any]:
    """Session and token against forgery; nobody brings none."""
    if who == NOBODY:
        return {}
    browser = Visitor()
    browser.force_login(county.people[who].cadre)
    cookies = {name: one.value for name, one in browser.cookies.items()}
    return {"cookies": {**cookies, "csrftoken": TOKEN}, "headers": {"X-CSRFToken": TOKEN}}


def _numbers(place: str, county: World) -> dict[str, Any]:
    parts = place.strip("/").split("/")
    names = [part.strip("{}") for part in parts if part.startswith("{")]
    kinds = {name: NAMED.get(parts[2] if name == "id" else name) for name in names}
    return {name: county.ids[kind] for name, kind in kinds.items() if kind}
