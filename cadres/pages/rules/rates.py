"""Rates: formed and rounded in one way for pages, sheets, workbooks, the API and commands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from cadres.pages.rules.wording import DASH

# One decimal of a per cent, and how a workbook shows the same.
STEP = Decimal("0.001")
NUMBER_FORMAT = "0.0%"
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Rate:
    """An exact rate; of nothing there is none (shown as a dash)."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Decimal | None:
        """Between 0 and 1, to three places: 1 only where it is all, 0 only where it is none."""
        if not self.denominator:
            return None
        rounded = (Decimal(self.numerator) / Decimal(self.denominator)).quantize(
            STEP, ROUND_HALF_UP
        )
        if 0 < self.numerator < self.denominator:
            return min(max(rounded, STEP), 1 - STEP)
        return rounded

    def reaches(self, per_cent: int) -> bool:
        """Is the exact rate so many per cent or more? Of nothing none is."""
        return bool(self.denominator) and 100 * self.numerator >= per_cent * self.denominator

    @property
    def percent(self) -> str:
        """`92.3%`, or a dash."""
        value = self.value
        return DASH if value is None else f"{(value * 100).quantize(TENTH):f}%"

    @property
    def parts(self) -> str:
        """`12/13`; nothing where there is no rate."""
        return f"{self.numerator}/{self.denominator}" if self.denominator else ""

    @property
    def words(self) -> str:
        """`92.3%（12/13）`, or a dash."""
        return f"{self.percent}（{self.parts}）" if self.denominator else DASH


def average(total: int, count: int) -> Decimal | None:
    """Return how much falls on one, to one place; of none there is none, and 0 only where it is."""
    if not count:
        return None
    rounded = (Decimal(total) / Decimal(count)).quantize(TENTH, ROUND_HALF_UP)
    return max(rounded, TENTH) if total else rounded


def to_a_place(exact: Fraction) -> Decimal:
    """Return an exact number, as points are, rounded to one place."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(TENTH, ROUND_HALF_UP)


def whole_percent(done: int, total: int) -> int:
    """Return full per cents that are done: 100 only where it is all, 0 only where it is none."""
    return max(1, min(100, 100 * done // total)) if done and total else 0


def points(now: Rate, then: Rate) -> Decimal | None:
    """Return the change in percentage points, as the rates are shown; of no rate there is none."""
    if now.value is None or then.value is None:
        return None
    return (now.value - then.value) * 100
