"""How units of one county are called where only they stand: without the county before each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

# Less than this is no name: 南召县局 stays whole.
SHORTEST = 2


def without_county(names: Iterable[str], county: str) -> dict[str, str]:
    """Return for each name what is left without the county before it.

    A name stays whole where too little would be left of it, or another is called so already.
    """
    whole = list(names)
    short = {name: name.removeprefix(county) if county else name for name in whole}
    times = Counter(short.values())
    return {
        name: left if len(left) >= SHORTEST and times[left] == 1 else name
        for name, left in short.items()
    }
