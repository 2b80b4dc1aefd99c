"""Reports by codes over real connections, while people at their desks go on opening pages."""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.utils import timezone

from cases.enterprise_side.web.signed_forms import drawn
from config.page_bench.load import TIMEOUT, Opened, ask
from config.page_bench.people import Person

# So many who scan at the same moment, and how long somebody at a desk looks at a page.
SCANNERS, LOOKS = 16, 1.0
FILLED = timedelta(seconds=20)


@dataclass(slots=True)
class Sent:
    """What came back to those who sent: how many of each status, or what went wrong instead."""

    name: str
    answers: Counter[str] = field(default_factory=Counter)
    took: float = 0.0


def send(port: int, tokens: Sequence[str], seconds: float, name: str) -> Sent:
    """Send one report through each code of the list, evenly over so many seconds; none at all
    takes as long."""
    sent, begun = Sent(name), time.monotonic()
    with ThreadPoolExecutor(SCANNERS) as scanners:
        for number, token in enumerate(tokens):
            time.sleep(max(0.0, begun + number * seconds / len(tokens) - time.monotonic()))
            scanners.submit(_report, port, token, f"{name} {number}", sent.answers)
        time.sleep(max(0.0, begun + seconds - time.monotonic()))
    sent.took = time.monotonic() - begun
    return sent


@contextmanager
def at_work(port: int, people: Sequence[Person]) -> Iterator[Opened]:
    """Meanwhile each of these opens page after page and looks at each for a while."""
    opened, is_over = Opened(), threading.Event()
    threads = [
        threading.Thread(target=_works, args=(port, one, opened, is_over.wait)) for one in people
    ]
    for number, one in enumerate(threads):
        one.start()
        time.sleep(LOOKS / len(threads) if number + 1 < len(threads) else 0)
    try:
        yield opened
    finally:
        is_over.set()
        for one in threads:
            one.join()


def _works(port: int, person: Person, opened: Opened, waits: Callable[[float], bool]) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    while True:
        for page in person.pages:
            if waits(LOOKS):
                line.close()
                return
            begun = time.monotonic()
            error = ask(line, person, page)
            opened.note(page.kind, time.monotonic() - begun, error)


def _report(port: int, token: str, words: str, answers: Counter[str]) -> None:
    """As a phone sends it whose page was filled for a while; all phones share one address."""
    body = urlencode({"description": words, "signed": drawn(timezone.now() - FILLED)})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        line.request("POST", f"/q/{token}/", body=body, headers=headers)
        answer = line.getresponse()
        answer.read()
        answers[str(answer.status)] += 1
    except (OSError, http.client.HTTPException) as error:
        answers[repr(error)] += 1
    finally:
        line.close()
