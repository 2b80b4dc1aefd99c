"""The line between phones and the site: it loses, repeats and delays; the site dies in between."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.db import connection
from django.test import Client

Said = dict[str, Any]
# How many statements a request runs at most before the site may die in it.
LATEST = 90


class Killed(BaseException):
    """The site's process is gone; nothing in it catches this."""


@dataclass(slots=True)
class Late:
    """A request that is still somewhere, and arrives after others."""

    client: Client
    path: str
    body: str


@dataclass(slots=True)
class Line:
    """Everything that goes wrong is drawn from one chance; `seen` counts what did."""

    chance: Random
    late: list[Late] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    is_whole: bool = False

    def post(self, client: Client, path: str, said: Said) -> Said | None:
        """Send; return the answer where it came back."""
        body = json.dumps(said)
        if self.is_whole:
            return self._ask(client, path, body)
        fate = self.chance.choices(tuple(FATES), tuple(FATES.values()))[0]
        self.seen[fate] += 1
        return getattr(self, f"_{fate}")(client, path, body)

    def deliver_late(self) -> None:
        """One of the requests that were on their way for long arrives; nobody hears the answer."""
        if self.late:
            one = self.late.pop(self.chance.randrange(len(self.late)))
            self._ask(one.client, one.path, one.body)

    @contextmanager
    def dying(self) -> Iterator[None]:
        """The site dies at some statement of what is done here, or just lives to its end."""
        left = self.chance.randrange(LATEST)

        def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return execute(sql, *rest)

        try:
            with connection.execute_wrapper(count):
                yield
        except Killed:
            self.seen["died"] += 1
            # The database ends what a dead client has begun, and lets go of its locks.
            connection.close()

    def _whole(self, client: Client, path: str, body: str) -> Said | None:
        return self._ask(client, path, body)

    def _request_lost(self, client: Client, path: str, body: str) -> Said | None:
        return None

    def _answer_lost(self, client: Client, path: str, body: str) -> Said | None:
        self._ask(client, path, body)
        return None

    def _twice(self, client: Client, path: str, body: str) -> Said | None:
        self._ask(client, path, body)
        return self._ask(client, path, body)

    def _delayed(self, client: Client, path: str, body: str) -> Said | None:
        self.late.append(Late(client, path, body))
        return None

    def _killed(self, client: Client, path: str, body: str) -> Said | None:
        with self.dying():
            self._ask(client, path, body)
        return None

    def _ask(self, client: Client, path: str, body: str) -> Said | None:
        answer = client.post(path, body, content_type="application/json")
        if answer.status_code != 200:
            self.seen[f"status {answer.status_code}"] += 1
            return None
        found: Said = answer.json()
        return found


FATES = {"whole": 5, "request_lost": 1, "answer_lost": 2, "twice": 1, "delayed": 1, "killed": 2}
