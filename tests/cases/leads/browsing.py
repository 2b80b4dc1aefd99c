"""A member's browser with its key open, as the pages themselves open it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cadres.people.selectors import viewers
from cases.leads.vault.rules.reader import Reader
from tests.cases.leads.seating import PASSPHRASE, Seated

BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"


def at_the_door(who: Seated) -> Client:
    """Signed in to the site; the key is not open."""
    browser = Client()
    browser.force_login(who.who.cadre, backend=BACKEND)
    return browser


def inside(who: Seated) -> Client:
    """Signed in, and the key opened with its passphrase; the cookie stays with this browser."""
    browser = at_the_door(who)
    answer = browser.post("/leads/key/", {"passphrase": PASSPHRASE})
    assert answer.status_code == 302, answer.content.decode()
    return browser


def now(who: Seated) -> Reader:
    """The member with an open key at this moment, as the pages see it."""
    at = timezone.now()
    return replace(who.at(), viewer=viewers.build(who.who.cadre, at=at))


def queries(browser: Client, path: str) -> int:
    """How many queries a page asks of both databases."""
    text(browser, path)
    with ExitStack() as watched:
        counted = [watched.enter_context(CaptureQueriesContext(one)) for one in connections.all()]
        text(browser, path)
    return sum(len(one) for one in counted)


def text(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def status(browser: Client, path: str, **posted: object) -> int:
    """What a GET answers; a POST where something is sent."""
    return (browser.post(path, posted) if posted else browser.get(path)).status_code
