"""The table of docs/speed.md about phones, in a marked part that nobody writes by hand."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

from django.utils import timezone

from config.offline_bench.load import Measured

BEGIN, END = "<!-- bench: phones -->", "<!-- bench ends -->"
HEAD = (
    "| | requests | errors | told to come again | p50 | p95 | longest | took | processor"
    " | outcome |",
    "|---|---|---|---|---|---|---|---|---|---|",
)


def told(
    options: dict[str, Any], delivered: Measured, read: Measured, stored: tuple[int, int]
) -> str:
    """Say on what it was measured, and what came back."""
    load = " · ".join(f"{one:.1f}" for one in os.getloadavg())
    about = (
        f"{options['phones']:,} phones × {options['actions']} actions at {options['rate']:g}/s;"
        f" Python {platform.python_version()}, {os.cpu_count()} cores, 2 web workers, load average"
        f" {load} at the end; measured on {timezone.localdate():%F}."
    )
    return "\n".join([about, "", *HEAD, *_rows(delivered, read, stored)])


def _rows(delivered: Measured, read: Measured, stored: tuple[int, int]) -> list[str]:
    visits, tickets = stored
    an_action = _each(delivered, sum(delivered.outcomes.values()), "an action")
    a_phone = _each(read, read.outcomes["read"], "a phone")
    came = f"{visits:,} visits, {tickets:,} tickets stored"
    known = f"{read.outcomes['read']:,} phones, {read.rows:,} rows"
    return [
        _row("deliver", delivered, an_action, came),
        _row("first reading", read, a_phone, known),
    ]


def write(path: Path, text: str) -> None:
    """Put it into its part of the page. Raises ValueError where the page has none."""
    page = path.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path}: there is no part {BEGIN} … {END}")
    path.write_text(f"{before}{begin}\n{text}\n\n{end}{after}", encoding="utf-8")


def _each(one: Measured, count: int, of: str) -> str:
    return f"{1_000 * one.work / count:.1f} ms {of}" if count else "—"


def _row(name: str, one: Measured, work: str, outcome: str) -> str:
    cells = [
        name,
        f"{len(one.seconds):,}",
        f"{one.errors}",
        f"{one.statuses[503]:,}",
        *(f"{one.percentile(share):.2f} s" for share in (0.5, 0.95, 1.0)),
        f"{one.took:.0f} s",
        work,
        outcome,
    ]
    return f"| {' | '.join(cells)} |"
