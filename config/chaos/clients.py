"""People at work while things fall: each files tickets and writes down visits, one after another.

An action keeps its once-key until it is answered: the line may break after the server has done it.
"""

from __future__ import annotations

import http.client
import http.cookiejar
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from config.chaos.ledger import Action, Ledger

PAUSE, AGAIN = 0.25, 0.3  # between two actions, and before the same one is tried again
PATIENCE = 120.0  # an action that is not answered by then counts as sent and not accepted
UNANSWERED = (OSError, http.client.HTTPException, ValueError)


class Client(threading.Thread):
    """One person, signed in, who goes on until told to stop."""

    def __init__(self, address: str, account: str, password: str, ledger: Ledger) -> None:
        super().__init__(name=account, daemon=True)
        self.address, self.account, self._password = address, account, password
        self.ledger = ledger
        self.stops = threading.Event()
        self._jar = http.cookiejar.CookieJar()
        keeps = urllib.request.HTTPCookieProcessor(self._jar)
        self._opener = urllib.request.build_opener(keeps)

    def sign_in(self) -> None:
        """Come in by the page that everybody comes in by, and see what there is to be done."""
        self._ask("/cadres/sign-in/")
        words = {"username": self.account, "password": self._password}
        form = {"csrfmiddlewaretoken": self._token(), **words}
        self._ask("/cadres/sign-in/", urllib.parse.urlencode(form).encode())
        self._enterprise = self._first("/api/v1/enterprises/")
        self._category = self._first("/api/v1/categories/")

    def run(self) -> None:
        for path, words in self._actions():
            if self.stops.is_set():
                return
            action = self.ledger.begin()
            self._send(action, path, {name: w or action.text for name, w in words.items()})
            time.sleep(PAUSE)

    def _actions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """A ticket, a visit, and so on; what is left empty holds the action's own words."""
        ticket = {"category": self._category, "enterprise": self._enterprise}
        visit = {"enterprise": self._enterprise, "manner": "on_site", "purpose": "needs"}
        while True:
            yield "/api/v1/tickets/", {**ticket, "source": "visit", "description": None}
            on = date.today().isoformat()  # noqa: DTZ011  the day on the client's own calendar
            yield "/api/v1/visits/", {**visit, "visited_on": on, "summary": None}

    def _send(self, action: Action, path: str, words: dict[str, Any]) -> None:
        """Try until there is an answer; the same key says that it is the same action."""
        key, end = str(uuid.uuid4()), time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self._ask(path, json.dumps(words).encode(), key)
            except urllib.error.HTTPError as error:
                if error.code < 500:
                    action.refused = f"{error.code} {error.read().decode()[:200]}"
                    return
            except UNANSWERED:
                pass
            else:
                action.accepted_at = time.monotonic()
                return
            time.sleep(AGAIN)

    def _first(self, path: str) -> int:
        found = json.loads(self._ask(path))
        rows = found["results"] if isinstance(found, dict) else found
        return int(rows[0]["pk"])

    def _ask(self, path: str, body: bytes | None = None, key: str = "") -> bytes:
        headers = {"Referer": self.address + path}
        if key:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": key}
            headers |= {"X-CSRFToken": self._token()}
        request = urllib.request.Request(self.address + path, body, headers)  # noqa: S310  ours
        with self._opener.open(request, timeout=30) as answer:
            return bytes(answer.read())

    def _token(self) -> str:
        return next((c.value or "" for c in self._jar if c.name == "csrftoken"), "")
