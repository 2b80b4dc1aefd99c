"""What stands in one cell of a table of figures: counts, and lengths in working days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from cadres.pages.rules import rates
from cadres.pages.rules.rates import Rate
from cases.figures.rules.definitions.entries import AnyEntry, Measure, Ratio


@dataclass(frozen=True, slots=True)
class Days:
    """Lengths in working days, of so many tickets each; said to one place."""

    lengths: Counter[int] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return self.lengths.total()

    @property
    def mean(self) -> Decimal | None:
        total = sum(length * count for length, count in self.lengths.items())
        return rates.average(total, self.count)

    @property
    def median(self) -> Decimal | None:
        """The middle one, or between the two in the middle; of none there is none."""
        if not self.count:
            return None
        return rates.average(self._at((self.count - 1) // 2) + self._at(self.count // 2), 2)

    def _at(self, place: int) -> int:
        """The length of the ticket at this place of the order, from nought."""
        for length in sorted(self.lengths):
            place -= self.lengths[length]
            if place < 0:
                return length
        raise IndexError(place)


Value = int | Rate | Decimal | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many each measure counts here, and how long they took."""

    counts: Counter[str] = field(default_factory=Counter)
    days: Days = field(default_factory=Days)

    def counted(self, name: str) -> int:
        return self.counts[name]

    def value(self, entry: AnyEntry) -> Value:
        """Return what an entry of the catalogue says here."""
        if isinstance(entry, Measure):
            return self.counts[entry.name]
        if isinstance(entry, Ratio):
            return entry.rate(self.counted)
        return self.days.median if entry.name == "median_days" else self.days.mean


def together(cells: Iterable[Cell]) -> Cell:
    """Return the cells as one: what is counted is added up, rates follow from the sums."""
    counts: Counter[str] = Counter()
    lengths: Counter[int] = Counter()
    for cell in cells:
        counts.update(cell.counts)
        lengths.update(cell.days.lengths)
    return Cell(counts, Days(lengths))
