"""Whether two photos show the same: 64 bits of a picture, of which few differ.

The difference hash (dHash): the picture in grey, nine by eight points; each bit says whether a
point is brighter than its neighbour on the right. Smaller, recompressed or brighter copies keep
nearly all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 9, 8
BITS = (WIDTH - 1) * HEIGHT
# A blank sheet or a plain wall has next to no edges: it is like every other.
FEWEST_EDGES = 8


def bits_of(grey: Sequence[int]) -> int:
    """Return the bits of 72 grey points, row by row, as a signed 64-bit integer."""
    bits = 0
    for row in range(HEIGHT):
        for column in range(WIDTH - 1):
            at = row * WIDTH + column
            bits = bits << 1 | (grey[at] > grey[at + 1])
    return bits - (1 << BITS) if bits >= 1 << BITS - 1 else bits


def distance(one: int, other: int) -> int:
    """Return how many bits differ."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()


def says_something(bits: int) -> bool:
    """Has the picture edges enough to be told from others?"""
    edges = (bits & ((1 << BITS) - 1)).bit_count()
    return FEWEST_EDGES <= edges <= BITS - FEWEST_EDGES


def most_different(percent: int) -> int:
    """Return how many bits of a picture that percentage is, rounded down."""
    return BITS * percent // 100
