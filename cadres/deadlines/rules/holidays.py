"""Statutory holidays by the standing principle, for years whose notice is not published yet.

Principle: 《全国年节及纪念日放假办法》 as revised on 2024-11-10 (thirteen statutory days), and the
arrangement announced with it: Spring Festival eight days from New Year's Eve, National Day seven
(eight when Mid-Autumn falls into them), Labour Day five, the others three days in a row, but the
day alone when it is a Wednesday. Make-up working days cannot be known beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)

# First day of Spring Festival, Qingming, Dragon Boat, Mid-Autumn, as (month, day).
# Computed by the astronomical calendar of GB/T 33661-2017 (农历的编算和颁行); the years to 2026
# agree with the published notices. Later than this table, the lunar festivals are left out.
LUNAR_FESTIVALS: dict[int, tuple[tuple[int, int], ...]] = {
    2025: ((1, 29), (4, 4), (5, 31), (10, 6)),
    2026: ((2, 17), (4, 5), (6, 19), (9, 25)),
    2027: ((2, 6), (4, 5), (6, 9), (9, 15)),
    2028: ((1, 26), (4, 4), (5, 28), (10, 3)),
    2029: ((2, 13), (4, 4), (6, 16), (9, 22)),
    2030: ((2, 3), (4, 5), (6, 5), (9, 12)),
    2031: ((1, 23), (4, 5), (6, 24), (10, 1)),
    2032: ((2, 11), (4, 4), (6, 12), (9, 19)),
    2033: ((1, 31), (4, 4), (6, 1), (9, 8)),
    2034: ((2, 19), (4, 5), (6, 20), (9, 27)),
    2035: ((2, 8), (4, 5), (6, 10), (9, 16)),
    2036: ((1, 28), (4, 4), (5, 30), (10, 4)),
    2037: ((2, 15), (4, 4), (6, 18), (9, 24)),
    2038: ((2, 4), (4, 5), (6, 7), (9, 13)),
    2039: ((1, 24), (4, 5), (5, 27), (10, 2)),
    2040: ((2, 12), (4, 4), (6, 14), (9, 20)),
}

# Days before and after a three-day holiday, by its weekday (Monday first).
_THREE_DAYS = ((-2, 0), (-2, 0), (0, 0), (0, 2), (0, 2), (0, 2), (-1, 1))


@dataclass(frozen=True, slots=True)
class Holiday:
    """A run of days off, both ends included."""

    label: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            day += ONE_DAY


def projected(year: int) -> tuple[Holiday, ...]:
    """Return the holidays of the year as the principle gives them; never an official statement."""
    fixed = (_three("元旦", date(year, 1, 1)), _from("劳动节", date(year, 5, 1), 5))
    if year not in LUNAR_FESTIVALS:
        return (*fixed, _from("国庆节", date(year, 10, 1), 7))
    spring, qingming, boat, autumn = (date(year, *when) for when in LUNAR_FESTIVALS[year])
    holidays = (
        *fixed,
        _from("春节", spring - ONE_DAY, 8),
        _three("清明节", qingming),
        _three("端午节", boat),
        *_autumn(year, autumn),
    )
    return tuple(sorted(holidays, key=lambda holiday: holiday.first))


def projected_days(year: int) -> dict[date, str]:
    return {day: holiday.label for holiday in projected(year) for day in holiday.days()}


def _autumn(year: int, festival: date) -> tuple[Holiday, ...]:
    national = date(year, 10, 1)
    if national <= festival < national + timedelta(days=8):
        return (_from("国庆节、中秋节", national, 8),)
    return (_three("中秋节", festival), _from("国庆节", national, 7))


def _from(label: str, first: date, days: int) -> Holiday:
    return Holiday(label, first, first + timedelta(days=days - 1))


def _three(label: str, festival: date) -> Holiday:
    before, after = _THREE_DAYS[festival.weekday()]
    return Holiday(label, festival + timedelta(days=before), festival + timedelta(days=after))
