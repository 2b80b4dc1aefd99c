"""In which band (优、良、一般) a unit stands by its results; never a person."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import TextChoices

from cadres.deadlines.rules.limits import LimitUnit, words
from cadres.pages.rules.rates import Rate


class Band(TextChoices):
    """Best first; of too few tickets none is said."""

    GOOD = "good", "优"
    FAIR = "fair", "良"
    PLAIN = "plain", "一般"
    FEW = "few", "件数少，不分档"


@dataclass(frozen=True, slots=True)
class BandLimits:
    """From how many per cent on a rate is 优, and 良; on how many tickets it must rest."""

    good: int
    fair: int
    at_least: int

    @property
    def said(self) -> str:
        good, fair = (words(one, LimitUnit.PERCENT) for one in (self.good, self.fair))
        few = words(self.at_least, LimitUnit.TICKETS)
        return f"按时办结率 {good} 及以上为优，{fair} 及以上为良，其余为一般；不足 {few}的不分档"


def band_of(rate: Rate, limits: BandLimits) -> Band:
    """Return the band of an exact rate: 94.96 % is not 95 %."""
    if rate.denominator < max(limits.at_least, 1):
        return Band.FEW
    if rate.reaches(limits.good):
        return Band.GOOD
    return Band.FAIR if rate.reaches(limits.fair) else Band.PLAIN


def worst_first(rate: Rate, late: int) -> tuple[bool, Fraction, int]:
    """Sort by the exact rate, of equal ones by what is overdue; who has no rate stands last."""
    is_judged = bool(rate.denominator)
    exact = Fraction(rate.numerator, rate.denominator) if is_judged else Fraction(0)
    return not is_judged, exact, -late
