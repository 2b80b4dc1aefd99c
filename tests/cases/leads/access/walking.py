"""Members at the room's door: a browser each, with its key open or shut."""

from __future__ import annotations

from datetime import datetime

from django.test import Client
from django.utils import timezone

from cadres.people.selectors import viewers
from cases.leads.keys.services import keys
from cases.leads.keys.services.keys import Browser
from cases.leads.keys.web.access_guard import COOKIE
from tests.cases.leads.seating import PASSPHRASE, Seated

BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
AGENT = "Mozilla/5.0 (county)"


def browser_of(who: Seated, *, is_open: bool = True, agent: str = AGENT) -> Client:
    browser = Client(raise_request_exception=False, headers={"User-Agent": agent})
    browser.force_login(who.who.cadre, backend=BACKEND)
    if is_open:
        browser.cookies[COOKIE] = secret_for(browser, who, agent=agent)
    return browser


def secret_for(browser: Client, who: Seated, *, agent: str = AGENT, at: datetime | None = None):
    """Open the key for this browser's session, as the key page does."""
    here = Browser(browser.session.session_key, agent)
    actor = viewers.build(who.who.cadre, at=at or timezone.now())
    return keys.open_key(who.member, PASSPHRASE, here, actor=actor)
