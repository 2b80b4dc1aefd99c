"""Samples by chance that anybody can count again: a seed made after the end, and published later.

Who is drawn follows from the seed and a ticket's number alone. The seed is made when everything of
which is drawn has ended, so that nobody can foresee it; its digest is shown at once, so that nobody
can choose another; the seed itself is shown once the calls are made, so that nobody is warned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

WHOLE = 1 << 256
# Words of the page and the command: how one counts a draw again.
RECIPE = "sha256(种子:工单编号) 小于界线的抽中；界线 = 比例 × 2^256 ÷ 100，写作 64 位十六进制"


@dataclass(frozen=True, slots=True)
class Taken:
    """One ticket of which was drawn, as it was written down then."""

    number: str
    is_drawn: bool


def commitment(seed: str) -> str:
    """Return what is shown of a seed before the seed itself."""
    return hashlib.sha256(seed.encode()).hexdigest()


def digest_of(seed: str, number: str) -> str:
    """Return 64 hexadecimal digits: `printf '%s' SEED:NUMBER | sha256sum`."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def bound(percent: int) -> str:
    """Return the digest below which so many of a hundred lie; "g" lies above every digest."""
    return "g" if percent >= 100 else f"{WHOLE * percent // 100:064x}"


def is_drawn(seed: str, number: str, percent: int) -> bool:
    return digest_of(seed, number) < bound(percent)


def faults(seed: str, committed: str, percent: int, frame: Iterable[Taken]) -> list[str]:
    """Count a draw again; return in words what is not as it was written down."""
    found = [] if commitment(seed) == committed else ["种子与抽取时公布的摘要不符"]
    wrong = [one for one in frame if is_drawn(seed, one.number, percent) != one.is_drawn]
    return found + [f"{one.number} 记为{'抽中' if one.is_drawn else '未抽中'}" for one in wrong]
