"""How the number of enterprises per cadre is spread, so that the office can balance its work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Lower and upper number of enterprises of each band; the last is open above.
BANDS: tuple[tuple[int, int | None], ...] = ((0, 0), (1, 2), (3, 5), (6, 10), (11, None))


@dataclass(frozen=True, slots=True)
class Band:
    """So many cadres cover so many enterprises."""

    label: str
    cadres: int


def spread(counts: Iterable[int]) -> list[Band]:
    """Return the bands with the number of cadres in each; no person is placed above another."""
    numbers = list(counts)
    return [
        Band(_label(low, high), sum(low <= n and (high is None or n <= high) for n in numbers))
        for low, high in BANDS
    ]


def _label(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} 家以上"
    return f"{low} 家" if low == high else f"{low}–{high} 家"
