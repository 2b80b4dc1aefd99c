"""A worker of gunicorn: gunicorn keeps the process, waitress the connections, a lane the site."""

from __future__ import annotations

import os
import resource
import socket
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.conf import settings
from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments

from config.front.connections import Connection
from config.front.lane import Lane
from config.front.server import Server

CONNECTIONS = 800
FILES = 4096  # each connection may hold a socket and a file with its body
TURN_SECONDS = 0.5
LOOK_EVERY_SECONDS = 5
# When the worker stops: what is still being sent to us is waited for this long, unless it pauses.
UPLOADS_GO_ON_SECONDS = 3.0
PAUSE_SECONDS = 1.0
# Above it, a body waits in a file without a name instead of in memory.
BODY_IN_MEMORY = 256 * 1024
# An answer larger than this would wait in the lane for its slow reader.
ANSWER_AT_MOST = 1024 * 1024 * 1024


class FrontWorker(Worker):
    """Reads and writes in one thread without waiting for anybody; runs the site in another."""

    alive: bool
    servers: tuple[Server, ...] = ()

    def run(self) -> None:
        """Serve until told to stop, or until so many requests were answered that it is time."""
        _allow_files(FILES)
        self.lane = Lane()
        self.map: dict[int, Any] = {}
        self.servers = tuple(self._server(one.sock) for one in self.sockets)
        self.lane.wake = self.servers[0].pull_trigger
        while self.alive and self.ppid == os.getppid():
            self._turn()
            if self.lane.answered >= self.max_requests:
                self.log.info("Autorestarting worker.")
                self.alive = False
        self._finish()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.alive = False
        for server in self.servers:
            server.pull_trigger()

    def _server(self, sock: socket.socket) -> Server:
        values = {
            "ident": None,
            "backlog": self.cfg.backlog,
            "connection_limit": CONNECTIONS,
            "cleanup_interval": LOOK_EVERY_SECONDS,
            "max_request_body_size": settings.REQUEST_MAX_BYTES + 1,
            "max_request_header_size": 64 * 1024,
            "recv_bytes": 64 * 1024,
            "inbuf_overflow": BODY_IN_MEMORY,
            "outbuf_high_watermark": ANSWER_AT_MOST,
            "log_socket_errors": False,
            "server_name": "localhost",
            # Our own settings say which of them are believed.
            "clear_untrusted_proxy_headers": False,
        }
        return Server(
            self.wsgi,
            self.map,
            _sock=sock,
            dispatcher=self.lane,
            adj=Adjustments(**values),
            sockinfo=(sock.family, sock.type, sock.proto, sock.getsockname()),
            bind_socket=False,
            trusted_proxies=settings.ENVIRONMENT.trusted_proxies,
        )

    def _turn(self) -> None:
        """Wait for the next thing that happens; a request stuck in the lane ends the worker."""
        if self.lane.working_for() < self.cfg.timeout:
            self.notify()
        wasyncore.loop(timeout=TURN_SECONDS, use_poll=True, map=self.map, count=1)

    def _finish(self) -> None:
        """Take nobody new in, and let what has begun come to its end."""
        for server in self.servers:
            server.accepting = False
        begun = time.monotonic()
        self._until(lambda: not self._is_reading(), begun + UPLOADS_GO_ON_SECONDS)
        self._until(lambda: not self._is_answering(), begun + self.cfg.graceful_timeout)

    def _until(self, condition: Callable[[], bool], end: float) -> None:
        while not condition() and time.monotonic() < end:
            self._turn()

    def _is_reading(self) -> bool:
        heard_since = time.time() - PAUSE_SECONDS
        waited_for = (one for one in self._connections() if one.is_waited_for and one.request)
        return any(one.last_activity > heard_since for one in waited_for)

    def _is_answering(self) -> bool:
        return self.lane.is_busy or any(one.total_outbufs_len for one in self._connections())

    def _connections(self) -> list[Connection]:
        return [one for server in self.servers for one in server.active_channels.values()]


def _allow_files(wanted: int) -> None:
    """Raise the number of files as far as the machine lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
