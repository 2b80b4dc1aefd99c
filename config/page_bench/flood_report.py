"""The table of docs/speed.md about floods by codes: what was kept, and how long others waited."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from config.page_bench import report
from config.page_bench.flood import Sent
from config.page_bench.load import Opened

BEGIN = "<!-- bench: floods -->"
HEAD = (
    "| meanwhile | answers to those who scan | kept | pages of the staff | errors | p50 | p95 |",
    "|---|---|---|---|---|---|---|",
)
# Seconds within which 95 of 100 pages of the staff come, whatever is flooded.
P95 = 0.3
OK, THROTTLED = "200", "429"


@dataclass(frozen=True, slots=True)
class Flood:
    """What was sent, what the staff opened meanwhile, and how many reports were kept of it."""

    sent: Sent
    opened: Opened
    kept: int

    @property
    def seconds(self) -> list[float]:
        return [one for found in self.opened.seconds.values() for one in found]

    @property
    def wrong(self) -> list[str]:
        """Each error of a page, and each answer that neither keeps nor says why not."""
        strange = [said for said in self.sent.answers if said not in {OK, THROTTLED}]
        return [*strange, *(one for found in self.opened.errors.values() for one in found)]


def faults(measured: list[Flood]) -> list[str]:
    """Return a sentence for each promise that is broken."""
    found = []
    for one in measured:
        name, p95 = one.sent.name, report.percentile(one.seconds, 0.95)
        if one.wrong:
            found.append(f"{name}：{len(one.wrong)} 种出错，如 {one.wrong[:3]}")
        if one.kept != one.sent.answers[OK]:
            found.append(f"{name}：答复收下 {one.sent.answers[OK]} 件，库里 {one.kept} 件")
        if p95 > P95:
            found.append(f"{name}：办公的 95% 页面在 {p95:.2f} 秒内，应不超过 {P95} 秒")
    return found


def told(people: int, measured: list[Flood]) -> str:
    """Say on what it was measured, and what happened in each stretch."""
    load = " · ".join(f"{one:.1f}" for one in os.getloadavg())
    about = (
        f"{people} people at their desks, a page a second each; all who scan behind one address;"
        f" Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" {settings.ENVIRONMENT.web_workers} web workers, load average {load} at the end;"
        f" measured on {timezone.localdate():%F}."
    )
    return "\n".join([about, "", *HEAD, *map(_row, measured)])


def write(path: Path, text: str) -> None:
    report.write(path, text, begin=BEGIN)


def _row(one: Flood) -> str:
    answers = ", ".join(f"{count:,} × {said}" for said, count in sorted(one.sent.answers.items()))
    errors = sum(map(len, one.opened.errors.values()))
    waits = [f"{1_000 * report.percentile(one.seconds, share):.0f} ms" for share in (0.5, 0.95)]
    cells = [one.sent.name, answers or "—", f"{one.kept:,}", f"{len(one.seconds):,}", f"{errors}"]
    return f"| {' | '.join([*cells, *waits])} |"
