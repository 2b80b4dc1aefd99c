"""What falls due by itself (到期处理): every sweep of this app, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cases.services import climbing

Sweep = Callable[[datetime], int]

SWEEPS: tuple[tuple[str, Sweep], ...] = (("climb", climbing.climb),)


def run(at: datetime) -> dict[str, int]:
    """Run all sweeps; return how many things each of them did."""
    return {name: sweep(at) for name, sweep in SWEEPS}
