"""The one thread of a web worker in which the site's Python runs, one request after another."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from waitress.utilities import Error

log = logging.getLogger(__name__)
# Whoever waited longer than this has mostly gone; to work for them makes the next ones wait too.
PATIENCE = 30.0


class Busy(Error):
    """So many wait that this request would be answered to nobody."""

    code = 503
    reason = "Service Unavailable"


class Served(Protocol):
    """A connection with a whole request on it."""

    def service(self) -> None:
        """Answer the request."""

    def refuse(self, error: Error) -> None:
        """Answer it with this error instead."""

    def cancel(self) -> None:
        """Answer nothing."""


class Lane:
    """Waitress calls this a task dispatcher. One thread: two would only fight for the interpreter.

    It also keeps the database connections at one per worker.
    """

    def __init__(self) -> None:
        self.answered = 0
        self.wake: Callable[[], None] = lambda: None
        self._waiting: deque[tuple[float, Served]] = deque()
        self._changed = threading.Condition()
        self._since: float | None = None
        threading.Thread(target=self._run, name="lane", daemon=True).start()

    @property
    def is_busy(self) -> bool:
        return self._since is not None or bool(self._waiting)

    def working_for(self) -> float:
        """How many seconds the request in the lane has taken so far."""
        since = self._since
        return time.monotonic() - since if since is not None else 0.0

    def add_task(self, task: Served) -> None:
        with self._changed:
            self._waiting.append((time.monotonic(), task))
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    self._changed.wait()
                self._since = time.monotonic()
                came, task = self._waiting.popleft()
            try:
                if self._since - came > PATIENCE:
                    task.refuse(Busy(""))
                task.service()
            except Exception:  # the lane must outlive whatever one request does
                log.exception("a request could not be answered")
            self.answered += 1
            self._since = None
            self.wake()
