"""The table of docs/speed.md about pages over HTTP, in a part that nobody writes by hand."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cases.models import Ticket
from config.page_bench.load import Opened

BEGIN, END = "<!-- bench: pages -->", "<!-- bench ends -->"
HEAD = ("| page | opened | errors | p50 | p95 | longest |", "|---|---|---|---|---|---|")
# Two cores that do nothing else.
CORES = 2


def told(people: int, opened: Opened) -> str:
    """Say on what it was measured, what came back, and what a page takes of the processor."""
    load = " · ".join(f"{one:.1f}" for one in os.getloadavg())
    about = (
        f"{people:,} people at once, none of them resting; {Ticket.objects.count():,} tickets;"
        f" Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" {settings.ENVIRONMENT.web_workers} web workers, load average {load} at the end;"
        f" measured on {timezone.localdate():%F}."
    )
    outcome = (
        f"{opened.pages:,} pages in {opened.took:.0f} s, {opened.pages / opened.took:.0f} a second"
        f" beside whatever else the machine did and the people themselves. A page took"
        f" **{opened.ms_a_page:.1f} ms of processor**, the database's share included:"
        f" **{a_second(opened):.0f} a second** on two cores that do nothing else."
    )
    return "\n".join([about, "", *HEAD, *_rows(opened), "", outcome])


def a_second(opened: Opened) -> float:
    """How many pages a second two idle cores give."""
    return CORES * 1_000 / opened.ms_a_page


def write(path: Path, text: str, *, begin: str = BEGIN) -> None:
    """Put it into its part of the page. Raises ValueError where the page has none."""
    page = path.read_text(encoding="utf-8")
    before, found, rest = page.partition(begin)
    _, end, after = rest.partition(END)
    if not found or not end:
        raise ValueError(f"{path}: there is no part {begin} … {END}")
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def _rows(opened: Opened) -> list[str]:
    every = [second for found in opened.seconds.values() for second in found]
    wrong = sum(map(len, opened.errors.values()))
    rows = [
        _row(kind, found, len(opened.errors.get(kind, ())))
        for kind, found in opened.seconds.items()
    ]
    return [*rows, _row("**all**", every, wrong)]


def _row(kind: str, seconds: list[float], errors: int) -> str:
    cells = [kind, f"{len(seconds):,}", f"{errors}"]
    cells += [f"{percentile(seconds, share):.2f} s" for share in (0.5, 0.95, 1.0)]
    return f"| {' | '.join(cells)} |"


def percentile(seconds: list[float], share: float) -> float:
    """Seconds within which so large a share of the answers came."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
