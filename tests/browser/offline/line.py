"""The line between a phone and the site: good, dead, silent, or breaking at every third request.

What a phone delivers is met here and not in the browser: of a page that has a service worker, the
browser does not always tell the driver what is sent.
"""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from threading import Lock, Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

BYTES = 65536
PATIENCE = 20.0
DELIVERY = b"POST /api/v1/sync/ "
LENGTH = re.compile(rb"(?i)(\r\ncontent-length: *)(\d+)")
PAGE = re.compile(rb"(?i)\r\nreferer: *https?://[^/\r]+([^\r]*)")


class State(Enum):
    GOOD = "good"
    DEAD = "dead"
    BREAKS = "every third request"
    SILENT = "nothing comes back, and nothing says so"


class Fate(Enum):
    ARRIVES = "the request arrives, and its answer too"
    LOST = "the request is lost"
    UNANSWERED = "the request arrives, its answer is lost"


class Delivery(NamedTuple):
    """What a page, known by its path, says of itself and of what waits on its phone."""

    page: str
    said: dict[str, Any]


# Return what is said in its place, or None where it is lost; it may take its time.
Meeting = Callable[[Delivery], dict[str, Any] | None]


def passes(delivery: Delivery) -> dict[str, Any]:
    return delivery.said


class Line:
    """Each connection carries one request; cookies know no ports."""

    def __init__(self, site: str) -> None:
        parts = urlsplit(site)
        self._site = (parts.hostname or "", parts.port or 80)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.state = State.GOOD
        self.meets: Meeting = passes
        self.broken = 0
        self._requests, self._counting = 0, Lock()
        Thread(target=self._answer, daemon=True).start()

    def leads_to(self, site: str) -> None:
        parts = urlsplit(site)
        self._site = (parts.hostname or "", parts.port or 80)

    def close(self) -> None:
        self._door.close()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                phone, _ = self._door.accept()
                Thread(target=self._carry, args=(phone,), daemon=True).start()

    def _carry(self, phone: socket.socket) -> None:
        with phone:
            with suppress(OSError):
                self._converse(phone)
            # While another thread still listens, closing alone tells the phone nothing.
            with suppress(OSError):
                phone.shutdown(socket.SHUT_RDWR)

    def _converse(self, phone: socket.socket) -> None:
        piece = phone.recv(BYTES)  # a connection that says nothing is no request
        while self.state is State.SILENT:
            time.sleep(0.1)
        fate = self._fate()
        if piece.startswith(DELIVERY) and fate is not Fate.LOST:
            piece = self._met(_whole(piece, phone))
        if not piece or fate is Fate.LOST:
            return
        with socket.create_connection(self._site, PATIENCE) as site:
            site.sendall(piece)
            Thread(target=_there, args=(phone, site), daemon=True).start()
            while answer := site.recv(BYTES):
                if fate is Fate.ARRIVES and self.state is not State.DEAD:
                    phone.sendall(answer)

    def _met(self, request: bytes) -> bytes:
        """The request as it goes on; nothing where it is lost."""
        head, body = request.split(b"\r\n\r\n", 1)
        page = PAGE.search(head)
        said = self.meets(Delivery(page[1].decode() if page else "", json.loads(body)))
        if said is None:
            return b""
        body = json.dumps(said).encode()
        return LENGTH.sub(rb"\g<1>%d" % len(body), head) + b"\r\n\r\n" + body

    def _fate(self) -> Fate:
        """Of those that break, one is lost on its way there and the next on its way back."""
        if self.state is not State.BREAKS:
            return Fate.LOST if self.state is State.DEAD else Fate.ARRIVES
        with self._counting:
            self._requests += 1
            if self._requests % 3:
                return Fate.ARRIVES
            self.broken += 1
            return Fate.LOST if self.broken % 2 else Fate.UNANSWERED


def _whole(piece: bytes, phone: socket.socket) -> bytes:
    """The request with all of its body."""
    while b"\r\n\r\n" not in piece:
        piece += _more(phone)
    head, body = piece.split(b"\r\n\r\n", 1)
    length = LENGTH.search(head)
    while len(body) < int(length[2] if length else 0):
        body += _more(phone)
    return head + b"\r\n\r\n" + body


def _more(phone: socket.socket) -> bytes:
    if piece := phone.recv(BYTES):
        return piece
    raise ConnectionError("the phone went away in the middle of its request")


def _there(phone: socket.socket, site: socket.socket) -> None:
    with suppress(OSError):
        while piece := phone.recv(BYTES):
            site.sendall(piece)
