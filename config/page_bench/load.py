"""Opens pages over real connections, all people at once and none of them resting."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from config.offline_bench.processor import Processor
from config.page_bench.people import Page, Person

TIMEOUT = 60.0


@dataclass(slots=True)
class Opened:
    """What came back: of each kind of page the seconds of each answer, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    took: float = 0.0
    # Seconds of processor that the site took for all of it.
    work: float = 0.0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, seconds: float, error: str) -> None:
        with self._turn:
            self.seconds.setdefault(kind, []).append(seconds)
            if error:
                self.errors.setdefault(kind, []).append(error)

    @property
    def pages(self) -> int:
        return sum(map(len, self.seconds.values()))

    @property
    def ms_a_page(self) -> float:
        """Milliseconds of processor for a page, the database's share included."""
        return 1_000 * self.work / self.pages if self.pages else 0.0


def open_pages(port: int, people: Sequence[Person], rounds: int, counted: Processor) -> Opened:
    """Let everybody go through their pages so often; each keeps one line open, as browsers do."""
    opened = Opened()
    threads = [threading.Thread(target=_walk, args=(port, one, rounds, opened)) for one in people]
    work, begun = counted.seconds(), time.monotonic()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    opened.took, opened.work = time.monotonic() - begun, counted.seconds() - work
    return opened


def _walk(port: int, person: Person, rounds: int, opened: Opened) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    for _ in range(rounds):
        for page in person.pages:
            begun = time.monotonic()
            error = ask(line, person, page)
            opened.note(page.kind, time.monotonic() - begun, error)
    line.close()


def ask(line: http.client.HTTPConnection, person: Person, page: Page) -> str:
    """Return what went wrong; empty where the page came whole."""
    try:
        line.request("GET", page.path, headers=person.headers(page))
        answer = line.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        line.close()
        return repr(error)
    return "" if answer.status == http.client.OK else f"{answer.status} {page.path}"
