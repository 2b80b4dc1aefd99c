"""A line between browser and site: all that is sent arrives; its answer may wait, or be lost."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from urllib.parse import urlsplit

BYTES = 65536
PATIENCE = 60.0
# A phone tells the server by itself how much waits on it: nobody pressed anything.
SYNC = b"POST /api/v1/sync/"


class Wire:
    """Hands everything on at once, but for what is answered to a POST: that is the test's to say.

    Cookies know no ports: whoever is signed in at the site is so over the wire.
    """

    def __init__(self, site: str) -> None:
        parts = urlsplit(site)
        self._site = (parts.hostname or "", parts.port or 80)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.posts = 0
        self._is_holding, self._is_cutting, self._free = False, False, Event()
        self._ends = [self._door]
        self._threads: list[Thread] = []
        self._begin(self._answer_the_door)

    def hold_next(self) -> None:
        """The next POST's answer stays on its way until `let_go`; those after it come."""
        self._is_holding = True
        self._free.clear()

    def let_go(self) -> None:
        self._free.set()

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Meanwhile the line breaks whenever the answer to a POST sets out."""
        self._is_cutting = True
        yield
        self._is_cutting = False

    def close(self) -> None:
        self.let_go()
        for end in self._ends:
            _close(end)
        for thread in self._threads:
            thread.join(PATIENCE)

    def _begin(self, run, *given) -> None:
        thread = Thread(target=run, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _answer_the_door(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._door.accept()
                site = socket.create_connection(self._site)
                self._ends += [browser, site]
                fate = _Fate()
                self._begin(self._there, browser, site, fate)
                self._begin(self._back, browser, site, fate)

    def _there(self, browser: socket.socket, site: socket.socket, fate: _Fate) -> None:
        with suppress(OSError):
            while piece := browser.recv(BYTES):
                if piece.startswith(b"POST ") and not piece.startswith(SYNC):
                    self.posts += 1
                    fate.is_held, self._is_holding = self._is_holding, False
                    fate.is_cut = self._is_cutting
                site.sendall(piece)
        _close(site)

    def _back(self, browser: socket.socket, site: socket.socket, fate: _Fate) -> None:
        with suppress(OSError):
            while piece := site.recv(BYTES):
                if fate.is_held:
                    self._free.wait(PATIENCE)
                if fate.is_cut:
                    break
                browser.sendall(piece)
        _close(browser)


class _Fate:
    """What becomes of the answers on one connection."""

    is_held = is_cut = False


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
