"""Sends what phones send, over real connections, at the pace of a county; every answer is timed."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from config.offline_bench.crowd import Phone
from config.offline_bench.processor import Processor

SYNC, PORTFOLIO = "/api/v1/sync/", "/api/v1/sync/portfolio/"
# So many connections at a time; a phone that finds none waits for one, as it would for a signal.
CONNECTIONS = 24
TRIES = 60


@dataclass(slots=True)
class Measured:
    """What came back: seconds of each answer, statuses, and what was answered to commands."""

    name: str
    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    took: float = 0.0
    # Seconds of processor that the site took for all of it.
    work: float = 0.0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def note(self, status: int, seconds: float) -> None:
        with self._turn:
            self.statuses[status] += 1
            self.seconds.append(seconds)

    def count(self, outcomes: Sequence[str], rows: int = 0) -> None:
        with self._turn:
            self.outcomes.update(outcomes)
            self.rows += rows

    def percentile(self, share: float) -> float:
        """Seconds within which so large a share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    @property
    def errors(self) -> int:
        """Answers that are neither taken nor a word to come again."""
        return sum(count for status, count in self.statuses.items() if status not in (200, 503))


def deliver(port: int, phones: Sequence[Phone], pause: float, counted: Processor) -> Measured:
    """Each phone delivers all it has; one begins every `pause` seconds."""
    measured = Measured("deliver")
    began = counted.seconds()
    _run(phones, pause, measured, lambda phone: _deliver(port, phone, measured))
    measured.work = counted.seconds() - began
    return measured


def read(port: int, phones: Sequence[Phone], pause: float, counted: Processor) -> Measured:
    """Each phone reads its portfolio from the beginning."""
    measured = Measured("read")
    began = counted.seconds()
    _run(phones, pause, measured, lambda phone: _read(port, phone, measured))
    measured.work = counted.seconds() - began
    return measured


def _run(
    phones: Sequence[Phone], pause: float, measured: Measured, act: Callable[[Phone], None]
) -> None:
    begun = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        waiting = []
        for number, phone in enumerate(phones):
            time.sleep(max(0.0, begun + number * pause - time.monotonic()))
            waiting.append(pool.submit(act, phone))
        for one in waiting:
            one.result()
    measured.took = time.monotonic() - begun


def _deliver(port: int, phone: Phone, measured: Measured) -> None:
    sent = 0
    for _ in range(TRIES):
        answer = _ask(port, "POST", SYNC, phone, measured, json.dumps(phone.request(sent)))
        if answer is None:
            continue
        outcomes = [one["outcome"] for one in answer["results"]]
        measured.count(outcomes)
        sent += len(outcomes)
        if sent >= len(phone.commands):
            return


def _read(port: int, phone: Phone, measured: Measured) -> None:
    asked = ""
    for _ in range(TRIES):
        answer = _ask(port, "GET", PORTFOLIO + asked, phone, measured)
        if answer is None:
            continue
        rows = answer["rows"]
        measured.count([], len(rows.get("enterprises", ())) + len(rows.get("tickets", ())))
        if answer["next"] is None:
            measured.count(["read"])
            return
        asked = "?" + urlencode({"page": answer["next"]})


def _ask(
    port: int, method: str, path: str, phone: Phone, measured: Measured, body: str = ""
) -> Any:
    """Return the answer's JSON; nothing where it is to be asked again, after waiting as told."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.monotonic()
    try:
        connection.request(method, path, body or None, phone.headers)
        response = connection.getresponse()
        text = response.read()
        measured.note(response.status, time.monotonic() - begun)
    except OSError:
        measured.note(0, time.monotonic() - begun)
        return None
    finally:
        connection.close()
    if response.status == 200:
        return json.loads(text)
    time.sleep(float(response.headers.get("Retry-After") or 1) * random.uniform(1, 1.5))  # noqa: S311
    return None
