"""效能评价: how rates with weights become a score and a band; of units and townships, never people.

Weights and band limits are data, adopted with a basis; what has too few tickets counts for nothing,
and its weight is spread over the other parts. Exact until it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import TextChoices

from cadres.errors import Invalid
from cadres.pages.rules import rates
from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cases.figures.rules.cross_tables import Dimension

WHOLE = 100
# What may be weighed: rates of the catalogue that say how well, and none that says how much.
FIGURES = (
    *("satisfaction", "timely", "solution", "acceptance", "feedback"),
    *("completion", "timely_as_promised", "fulfilment", "letters_in_time"),
    *("window_good_rate", "window_rectified_in_time"),
)


class Subject(TextChoices):
    """Who is evaluated. There are units and townships, and nothing else."""

    UNIT = "unit", "责任单位"
    TOWNSHIP = "township", "乡镇"


# A unit stands with what was merged into it: its evaluation goes on.
ROWS = {Subject.UNIT: Dimension.SUCCESSOR, Subject.TOWNSHIP: Dimension.TOWNSHIP}


class Band(TextChoices):
    """Best first; of too little nothing is said."""

    GOOD = "good", "优"
    FAIR = "fair", "良"
    PLAIN = "plain", "一般"
    FEW = "few", "件数少，不评"


@dataclass(frozen=True, slots=True)
class Scheme:
    """Weights in per cent by figure; from how many points on 优 and 良; whether ranks are shown.

    `least` is how many per cent of the weights must rest on enough tickets for a score.
    """

    weights: Mapping[str, int]
    good: int = 90
    fair: int = 75
    least: int = 60
    has_ranks: bool = False

    @property
    def figures(self) -> tuple[str, ...]:
        return tuple(name for name in FIGURES if self.weights.get(name))


# Proposed where a county has adopted none; it holds nowhere by itself.
PROPOSED = Scheme(
    {"satisfaction": 30, "timely": 25, "solution": 25, "acceptance": 10, "feedback": 10}
)
PROPOSED_BASIS = "参照宛政办〔2022〕66号：好差评占效能评价 30 %；其余权重为建议"


@dataclass(frozen=True, slots=True)
class Part:
    """One rate of one row, and the points that it brings; none where it rests on too few."""

    name: str
    weight: int
    rate: Rate
    points: Fraction | None

    @property
    def said(self) -> str:
        return said(self.points)


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of one row and their sum, 0 to 100; none where too little of it can be said."""

    parts: tuple[Part, ...]
    points: Fraction | None
    band: Band
    counted: int

    @property
    def said(self) -> str:
        return said(self.points)


def said(points: Fraction | None) -> str:
    """Points to one place; a dash where there are none."""
    return DASH if points is None else f"{rates.to_a_place(points):f}"


def score(found: Mapping[str, Rate], scheme: Scheme, at_least: int) -> Score:
    """Return the score of a row; a rate over fewer than `at_least` tickets brings no points."""
    usable = {
        name: scheme.weights[name]
        for name in scheme.figures
        if found[name].denominator >= max(at_least, 1)
    }
    counted = sum(usable.values())
    parts = tuple(_part(name, found[name], scheme, usable, counted) for name in scheme.figures)
    if counted < max(scheme.least, 1):
        return Score(parts, None, Band.FEW, counted)
    points = sum((part.points for part in parts if part.points is not None), Fraction())
    return Score(parts, points, _band(points, scheme), counted)


def ranks(points: Mapping[str, Fraction | None]) -> dict[str, int]:
    """Return the place of each row that has points; equal points share a place."""
    known = sorted((one for one in points.values() if one is not None), reverse=True)
    return {key: known.index(one) + 1 for key, one in points.items() if one is not None}


def check(scheme: Scheme) -> None:
    """Raise Invalid where weights are not 100 together, or the bands cannot be told apart."""
    faults: dict[str, str] = {}
    unknown = set(scheme.weights) - set(FIGURES)
    if unknown or any(not 0 <= one <= WHOLE for one in scheme.weights.values()):
        faults["weights"] = "权重只能给列出的指标，写 0 到 100 的整数。"
    elif sum(scheme.weights.values()) != WHOLE:
        faults["weights"] = f"各项权重之和应为 100，现在是 {sum(scheme.weights.values())}。"
    if not 0 < scheme.fair < scheme.good <= WHOLE:
        faults["good"] = "“优”的分数线应高于“良”，都在 1 到 100 之间。"
    if not 0 < scheme.least <= WHOLE:
        faults["least"] = "至少要有数的权重写 1 到 100 的整数。"
    if faults:
        raise Invalid("".join(faults.values()), faults)


def _part(name: str, rate: Rate, scheme: Scheme, usable: Mapping[str, int], counted: int) -> Part:
    """Its share of the whole grows by what others cannot say."""
    if name not in usable:
        return Part(name, scheme.weights[name], rate, None)
    exact = Fraction(rate.numerator, rate.denominator)
    return Part(name, scheme.weights[name], rate, exact * WHOLE * usable[name] / counted)


def _band(points: Fraction, scheme: Scheme) -> Band:
    if points >= scheme.good:
        return Band.GOOD
    return Band.FAIR if points >= scheme.fair else Band.PLAIN
