"""Which cells of a published table are left blank, so that nobody is known by a small number.

A cell of one to four could name an enterprise, or who rated (公开件小数隐去). Blanking it alone is
not enough: the sum of its row or column would give it away, so in each line with a single blank
cell a second one goes too, the smallest that is left. A sum is a cell like any other. Where several
lines together still give one away, by adding and subtracting, another one goes.
Basis: disclosure control as health data sets practise it (OpenSAFELY; secondary suppression).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import gcd
from typing import TypeVar

# A floor of privacy and no limit of a county's: nobody may set it lower.
LEAST = 5
Place = tuple[int, int]
Unknown = TypeVar("Unknown", bound=Hashable)


def is_small(count: int) -> bool:
    """Could it name somebody? Nought names nobody."""
    return 0 < count < LEAST


def told_of(count: int) -> int:
    """Return of how many, the earliest first, a unit is told the sum: five, ten, and so on.

    A sum that grew by one would give away the one who came last.
    """
    return count - count % LEAST


def blanked(table: Sequence[Sequence[int]], least: int = LEAST) -> frozenset[Place]:
    """Return the places (row, column) that a published copy leaves blank.

    The last row and the last column are the sums, where those are published too; a line without
    one is treated as if its sum were known from elsewhere.
    """
    found = {place for place, count in _cells(table) if 0 < count < least}
    while added := _given_away(table, found) or _reckoned(table, found):
        found |= added
    return frozenset(found)


def determined(equations: Iterable[Mapping[Unknown, int]]) -> set[Unknown]:
    """Return the unknowns that follow from linear equations over them, given by their factors.

    What each equation comes to does not matter: one solution is known to exist. Exact, and in whole
    numbers: an equation stays true whatever number it is multiplied by.
    """
    solved: dict[Unknown, dict[Unknown, int]] = {}
    for equation in equations:
        left = {one: factor for one, factor in equation.items() if factor}
        for one in [one for one in left if one in solved]:
            _eliminate(left, one, solved[one])
        if not left:
            continue
        pivot = next(iter(left))
        for row in solved.values():
            if pivot in row:
                _eliminate(row, pivot, left)
        solved[pivot] = left
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _eliminate(row: dict[Unknown, int], unknown: Unknown, other: Mapping[Unknown, int]) -> None:
    """Take as much of another equation away from this one as leaves the unknown out."""
    common = gcd(row[unknown], other[unknown])
    keep, take = other[unknown] // common, row[unknown] // common
    if keep != 1:
        for one in row:
            row[one] *= keep
    for one, factor in other.items():
        left = row.get(one, 0) - take * factor
        if left:
            row[one] = left
        else:
            row.pop(one, None)
    divisor = gcd(*row.values())
    if divisor > 1:
        for one in row:
            row[one] //= divisor


def _given_away(table: Sequence[Sequence[int]], found: set[Place]) -> set[Place]:
    """A second cell for the first line in which a single blank one follows from the sum."""
    for line in _lines(table):
        hidden = [place for place in line if place in found]
        if len(hidden) == 1:
            second = _second(table, line, found)
            if second is not None:
                return {second}
    return set()


def _reckoned(table: Sequence[Sequence[int]], found: set[Place]) -> set[Place]:
    """A second cell beside one that follows from several lines together."""
    lines = _lines(table)
    known = determined({place: 1 for place in line if place in found} for line in lines)
    for at, column in sorted(known):
        for line in lines:
            if (at, column) in line and (second := _second(table, line, found)):
                return {second}
    return set()


def _second(
    table: Sequence[Sequence[int]], line: Sequence[Place], found: set[Place]
) -> Place | None:
    """The smallest that says something, else a nought; a line of one cell is given away."""
    left = [place for place in line if place not in found]
    return min(left, key=lambda place: (_at(table, place) == 0, _at(table, place)), default=None)


def _at(table: Sequence[Sequence[int]], place: Place) -> int:
    return table[place[0]][place[1]]


def _cells(table: Sequence[Sequence[int]]) -> Iterable[tuple[Place, int]]:
    for at, row in enumerate(table):
        for column, count in enumerate(row):
            yield (at, column), count


def _lines(table: Sequence[Sequence[int]]) -> list[list[Place]]:
    """Rows and columns, each of which is published with its sum."""
    width = len(table[0]) if table else 0
    rows = [[(at, column) for column in range(width)] for at in range(len(table))]
    columns = [[(at, column) for at in range(len(table))] for column in range(width)]
    return [*rows, *columns]
