"""How much is made at each scale, and how it is spread over counties and months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cases.management.made_counties import places


@dataclass(frozen=True, slots=True)
class Scale:
    """How many of what; the county is 南召 as it published its figures."""

    cities: int
    counties: int | None
    cadres: int
    enterprises: int
    tickets: int
    townships: int
    days: int


SCALES = {
    "county": Scale(1, 1, 1_127, 3_496, 1_127, 15, 320),
    "city": Scale(1, None, 6_000, 30_000, 60_000, 15, 700),
    "province": Scale(18, None, 60_000, 300_000, 1_000_000, 15, 1_050),
}
# Nobody is left with less than it takes to fill the posts of a county.
LEAST_CADRES, LEAST_ENTERPRISES, LEAST_TICKETS = 240, 200, 60


@dataclass(frozen=True, slots=True)
class Share:
    """What one county gets."""

    city: str
    name: str
    cadres: int
    enterprises: int
    tickets: int


@dataclass(frozen=True, slots=True)
class Slice:
    """A span of days in which tickets are filed; so many for each county, in order."""

    first: date
    last: date
    tickets: tuple[int, ...]


def shares(scale: Scale, staff_above: int, rng: Random) -> list[Share]:
    """Part people, enterprises and tickets among the counties, some large and some small."""
    found = [
        (city, county)
        for city in list(places.CITIES)[: scale.cities]
        for county in places.counties_of(city)[: scale.counties]
    ]
    weights = [rng.lognormvariate(0, 0.45) for _ in found]
    busy = [weight * rng.lognormvariate(0, 0.35) for weight in weights]
    cadres = spread(scale.cadres - staff_above, weights, LEAST_CADRES)
    enterprises = spread(scale.enterprises, weights, LEAST_ENTERPRISES)
    tickets = spread(scale.tickets, busy, LEAST_TICKETS)
    rows = zip(found, cadres, enterprises, tickets, strict=True)
    return [Share(*where, *counts) for where, *counts in rows]


def slices(scale: Scale, counties: list[Share], today: date) -> list[Slice]:
    """Part each county's tickets among half months up to today, growing with the years."""
    spans = _half_months(today - timedelta(days=scale.days), today)
    weights = [((last - first).days + 1) * (1 + i / len(spans)) for i, (first, last) in
               enumerate(spans)]  # fmt: skip
    by_county = [spread(county.tickets, weights, 0) for county in counties]
    counts = zip(*by_county, strict=True)
    return [Slice(*span, tuple(count)) for span, count in zip(spans, counts, strict=True)]


def spread(total: int, weights: list[float], least: int) -> list[int]:
    """Part a whole number by weights: nobody below `least`, and nothing lost in rounding."""
    rest, weight = total - least * len(weights), sum(weights)
    counts, run, given = [], 0.0, 0
    for share in weights:
        run += share
        upto = round(rest * run / weight)
        counts.append(least + upto - given)
        given = upto
    return counts


def _half_months(first: date, last: date) -> list[tuple[date, date]]:
    """Part the days; no span crosses the middle or the end of a month."""
    spans, day = [], first
    while day <= last:
        month_end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        end = min(day.replace(day=15) if day.day <= 15 else month_end, last)
        spans.append((day, end))
        day = end + timedelta(days=1)
    return spans
