"""Whoever has no seat in the room finds nothing at its addresses, exactly as where nothing is."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from django.test import Client

from cadres.models import UnitKind
from cadres.viewers.rules.roles import Role
from cases.leads.handling.services import drafts
from cases.leads.handling.services.drafts import Beginning
from cases.leads.models import Lead
from tests import cast
from tests.access.world import NOBODY, PEOPLE
from tests.cases.leads.access.addresses import METHODS, path_of, patterns
from tests.cases.leads.seating import matter
from tests.factories.people import PostingFactory

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
NOWHERE = "/nowhere/5/"
TOKEN = re.compile(rb'(?<="X-CSRFToken": ")[^"]+|(?<=csrfmiddlewaretoken" value=")[^"]+')
# Every method for these two; for the others what a browser sends.
THOROUGH = {"officer_without_seat", NOBODY}
# Others hold the same posts: `dispatcher` is a clerk of that office, `outsider` of a unit.
AS_OTHERS = {"caller", "handler"}
EVERYBODY = [*(who for who in PEOPLE if who not in AS_OTHERS), "officer_without_seat", NOBODY]
ROUNDS = 25
# The two answers differ by what chance adds; a query more or less than this would be seen.
LIKE = 1.25


@pytest.fixture
def draft(room) -> Lead:
    return drafts.draft_lead(matter(), Beginning(), actor=room.clerk.at())


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_address_answers_as_a_missing_page(room, draft, who, request):
    browser = _browser(who, request)
    methods = METHODS if who in THOROUGH else METHODS[:2]
    missing = {method: _answer(browser, method, NOWHERE) for method in methods}
    paths = [path_of(one, pk=draft.pk, piece=1) for one in patterns()]
    asked = [(method, path) for path in paths for method in methods]
    if who in THOROUGH:
        asked += [("GET", path.rstrip("/")) for path in paths]

    different = {
        f"{method} {path}"
        for method, path in asked
        if _answer(browser, method, path) != missing[method]
    }

    assert different == set()


def test_an_administrator_of_every_kind_at_once_finds_nothing(room, draft):
    everything = cast.person("全权", Role.SYSTEM_ADMIN, cast.unit("县政务服务局"))
    for role in Role:
        if role != Role.SYSTEM_ADMIN:
            PostingFactory(cadre=everything.cadre, unit=cast.unit("县纪委监委"), role=role)
    browser = Client()
    browser.force_login(everything.cadre, backend=BACKEND)
    missing = _answer(browser, "GET", NOWHERE)

    for pattern in patterns():
        path = path_of(pattern, pk=draft.pk, piece=1)
        assert _answer(browser, "GET", path) == missing, path


@pytest.mark.parametrize("who", ["outsider", "officer_without_seat"])
def test_it_takes_the_same_time(room, draft, who, request):
    browser = _browser(who, request)
    for path in (f"/leads/{draft.pk}/", NOWHERE):
        browser.get(path)

    inside, outside = [], []
    for _ in range(ROUNDS):
        inside.append(_seconds(browser, f"/leads/{draft.pk}/"))
        outside.append(_seconds(browser, NOWHERE))

    assert min(inside) < LIKE * min(outside) + 0.002


def _browser(who, request) -> Client:
    browser = Client()
    if who == "officer_without_seat":
        place = cast.unit("县纪委监委", UnitKind.DISCIPLINE)
        browser.force_login(cast.person("新来", Role.OFFICER, place).cadre, backend=BACKEND)
    elif who != NOBODY:
        browser.force_login(request.getfixturevalue(who).cadre, backend=BACKEND)
    return browser


def _answer(browser: Client, method: str, path: str) -> tuple:
    """Status, headers and body, but for the token that is new with every answer."""
    response = browser.generic(method, path)
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    return response.status_code, headers, TOKEN.sub(b"", response.content)


def _seconds(browser: Client, path: str) -> float:
    begun = perf_counter()
    browser.get(path)
    return perf_counter() - begun
