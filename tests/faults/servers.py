"""A PostgreSQL and a Redis that may be stopped in the middle, and a browser without a screen."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from config.embedded import places
from config.embedded.servers import Pair
from tests.running import PASSWORD, until

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Servers:
    """Both, in one folder; what is stopped is stopped without a chance to tidy up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pairs: list[Pair] = []

    def start(self) -> None:
        """Start what does not run."""
        pair = Pair(self.folder, places.find(self.folder), places.account(), durable=False)
        self._pairs.append(pair)
        pair.start()

    def kill_redis(self) -> None:
        self._end("redis", signal.SIGKILL)

    def restart_postgres(self) -> None:
        """As an administrator does it: connections are cut, nothing is lost."""
        self._end(self._pairs[-1].pg_data.name, signal.SIGINT)
        self.start()

    def stop(self) -> None:
        """Their folder vanishes with them: nothing is written out for another start."""
        self._end(self._pairs[-1].pg_data.name, signal.SIGQUIT)
        for pair in self._pairs:
            pair.stop()

    def _end(self, name: str, sign: signal.Signals) -> None:
        for pid, folder, _ in self._pairs[-1].running():
            if folder.name == name:
                os.kill(pid, sign)
        assert until(lambda: name not in {f.name for _, f, _ in self._pairs[-1].running()})
        for child in (child for pair in self._pairs for child in pair.children):
            child.poll()


class Visitor:
    """Somebody signed in, who asks without a browser."""

    def __init__(self, address: str, account: str) -> None:
        self.address = address
        keeps = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(keeps)
        assert self.post("/cadres/sign-in/", username=account, password=PASSWORD) == 200

    def get(self, path: str) -> int:
        return self._ask(path, None)[0]

    def post(self, path: str, of: str = "", **words: str) -> int:
        """Send a form as the page `of` (or the address itself) has it."""
        token = TOKEN.search(self._ask(of or path, None)[1])
        assert token, "the page has no form"
        form = {"csrfmiddlewaretoken": token.group(1), **words}
        return self._ask(path, urllib.parse.urlencode(form).encode())[0]

    def _ask(self, path: str, body: bytes | None) -> tuple[int, str]:
        request = urllib.request.Request(  # noqa: S310  our own address
            self.address + path, body, {"Referer": self.address + path}
        )
        try:
            with self._opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
