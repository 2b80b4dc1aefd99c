"""Every address and every person: nobody gets more than the table says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from http import HTTPStatus
from typing import Any

import pytest
from django.core import signals
from django.db import close_old_connections, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import world
from tests.access.table import ARGUMENTS, OBVIOUS, TABLE
from tests.access.world import NOBODY, PEOPLE, World
from tests.cast import Person
from tests.visitor import Visitor, undrawn

# A missing page, and one's own profile, ask the locked room's database whether one has a seat.
pytestmark = pytest.mark.django_db(databases=["default", "leads"])

METHODS = ("GET", "POST")
BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
# Ends the session of whoever presses it, so it comes last.
LAST = "cadres:sign-out"
EVERYBODY = {*PEOPLE, NOBODY}
# What all alike get, or are refused, is asked of these alone.
FEW = {"dispatcher", "outsider", "stranger", NOBODY}
# tests/cases/leads/access
ROOM = "leads"


def addresses(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Every named address, and whether it takes ids; the locked room has a table of its own."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver) and one.namespace == ROOM:
            continue
        if isinstance(one, URLResolver):
            yield from addresses(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        elif isinstance(one, URLPattern):
            yield f"{prefix}{one.name}", bool(one.pattern.regex.groups)


def path_of(name: str, takes_ids: bool, ids: dict[str, Any]) -> str:
    app = name.split(":")[0] if ":" in name else "cases"
    wanted = ARGUMENTS.get(name, OBVIOUS[app] if takes_ids else [])
    return reverse(name, args=[ids[word] for word in wanted])


def test_every_address_has_a_row():
    named = {name for name, _ in addresses()}
    in_table = {row.split(" ", 1)[1] for row in TABLE}

    assert named - in_table == set()
    assert in_table - named == set()


@pytest.fixture(autouse=True)
def a_whole_site(everything_runs):
    """What health says is no matter here."""


@pytest.fixture
def county(request, db, settings, tmp_path) -> World:
    settings.API_SCHEMA_FILE = tmp_path / "api-schema.json"
    settings.API_SCHEMA_FILE.write_text("{}")
    return world.build({name: request.getfixturevalue(name) for name in PEOPLE})


@pytest.fixture(scope="module")
def drawn() -> set[tuple[str, ...]]:
    """Which refusals were drawn as a page before: to whom, and at which address."""
    return set()


@pytest.mark.parametrize("who", [*PEOPLE, NOBODY])
def test_a_person_gets_what_the_table_says(county, drawn, who):
    browser = signed_in(county.people[who]) if who != NOBODY else visitor()

    found = {}
    for name, takes_ids in sorted(addresses(), key=lambda address: address[0] == LAST):
        path = path_of(name, takes_ids, county.ids)
        for method in METHODS:
            codes = TABLE.get(f"{method} {name}")
            if who not in (FEW if is_alike(codes) else EVERYBODY):
                continue
            # An address of the API asks who is there before it says which methods it takes.
            allowed = {codes[who]} if codes else {405, 401} if who == NOBODY else {405}
            with nothing_drawn(codes[who] if codes else 405, f"{method} {name}", who, drawn):
                code = answer(browser, method, path)
            if code not in allowed:
                found[f"{method} {name}"] = (code, allowed)

    assert found == {}


def visitor() -> Visitor:
    return Visitor(raise_request_exception=False)


def signed_in(person: Person) -> Visitor:
    """A browser of this person that has been seen just now.

    The first visit is written down, in the session and beside it. Undone with the answer, it would
    be written down anew with every single address.
    """
    browser = visitor()
    browser.force_login(person.cadre, backend=BACKEND)
    browser.get(reverse("cadres:profile"))
    return browser


def is_alike(codes: dict[str, int] | None) -> bool:
    """Whether the address makes no difference between people who are signed in."""
    return codes is None or len({codes[who] for who in PEOPLE}) == 1


@contextmanager
def nothing_drawn(code: int, row: str, who: str, drawn: set[tuple[str, ...]]) -> Iterator[None]:
    """Leave a refusal without its page, where its page was drawn before: its code is what counts.

    Everybody is shown each kind of refusal once, and each address shows its own once; a page that
    somebody gets is drawn for each of them.
    """
    wanted = {(str(code), who), (str(code), row)}
    is_known = code >= HTTPStatus.BAD_REQUEST and wanted <= drawn
    with undrawn() if is_known else nullcontext():
        yield
    drawn |= wanted


def answer(browser: Visitor, method: str, path: str) -> int:
    """Ask, and undo what was done."""
    mark = transaction.savepoint()
    response = browser.generic(method, path)
    # Closing a file tells Django that the request is over; the test's transaction is not.
    signals.request_finished.disconnect(close_old_connections)
    response.close()
    signals.request_finished.connect(close_old_connections)
    transaction.savepoint_rollback(mark)
    return response.status_code
