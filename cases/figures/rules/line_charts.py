"""Where the marks of a small line chart stand: pure geometry, for pages, paper and letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cadres.pages.rules.rates import Rate

# In units of the drawing (viewBox); it is scaled to the page.
WIDTH, HEIGHT = 360, 120
LEFT, RIGHT, TOP, BOTTOM = 36, 14, 12, 22
# The scale begins a tenth below the least rate's own tenth, and ends at the whole.
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Place:
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Scale:
    """From how many tenths on the drawing reaches, up to all ten."""

    least: int

    def y(self, value: Decimal) -> int:
        whole = HEIGHT - TOP - BOTTOM
        return round(TOP + whole * (TENTHS - TENTHS * value) / (TENTHS - self.least))

    @property
    def marks(self) -> list[tuple[str, int]]:
        """The words and heights of the lines: top, middle, bottom."""
        twentieths = (2 * TENTHS, TENTHS + self.least, 2 * self.least)
        found = [Rate(one, 2 * TENTHS) for one in twentieths]
        return [(one.percent, self.y(one.value or Decimal(0))) for one in found]


def scale_of(values: Sequence[Decimal | None]) -> Scale:
    """Return a scale on which differences show, and which says where it begins."""
    known = [value for value in values if value is not None]
    return Scale(max(int(min(known, default=Decimal(0)) * TENTHS) - 1, 0))


def x_of(at: int, count: int) -> int:
    """Return where the mark stands of so many, evenly from left to right."""
    width = WIDTH - LEFT - RIGHT
    return LEFT + (width * at // (count - 1) if count > 1 else width // 2)


def places(values: Sequence[Decimal | None], scale: Scale) -> list[Place | None]:
    """Return the place of each value; of none there is no mark."""
    return [
        None if value is None else Place(x_of(at, len(values)), scale.y(value))
        for at, value in enumerate(values)
    ]


def strokes(marks: Sequence[Place | None]) -> list[str]:
    """Return the points of each unbroken line: a month without a rate parts it."""
    found: list[list[str]] = [[]]
    for mark in marks:
        if mark is None:
            found.append([])
        else:
            found[-1].append(f"{mark.x},{mark.y}")
    return [" ".join(points) for points in found if len(points) > 1]
