"""按时办结率 and 实际解决率 of the last whole month, beside six months and the year before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import changes, periods
from cases.figures.rules.cells import Cell
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask, Dimension
from cases.figures.rules.definitions import catalogue
from cases.figures.selectors import cross_tables
from cases.leaders.rules import compared_months

TIMELY, SOLUTION = NAMES = ("timely", "solution")


@dataclass(frozen=True, slots=True)
class Month:
    """One month with its rates by name, as they stood on the day of the look."""

    ask: Ask
    rates: dict[str, Rate]

    @property
    def label(self) -> str:
        """11月."""
        return f"{self.ask.period.since.month}月"

    @property
    def full_label(self) -> str:
        return periods.label(periods.month_key(self.ask.period.since))


@dataclass(frozen=True, slots=True)
class MonthlyRates:
    """Six months, the oldest first, and the month of the year before that the last one is beside.

    `at_least` is how many tickets a rate must rest on to be compared.
    """

    months: list[Month]
    year_earlier: Month
    at_least: int

    @property
    def now(self) -> Month:
        return self.months[-1]

    @property
    def before(self) -> Month:
        return self.months[-2]

    def change(self, name: str, then: Month) -> str:
        """Return in words how a rate of the last month differs from that of another."""
        return changes.words(self.now.rates[name], then.rates[name], self.at_least)


def of(at_least: int, *, seen_by: Viewer) -> MonthlyRates:
    """Count each month as it stood when it was as old as the last one is today."""
    months = compared_months.trend(seen_by.today)
    last = months[-1]
    asks = [
        Ask(one, Dimension.COUNTY, as_of=_looked_at(one, last, seen_by.today))
        for one in (*months, periods.year_earlier(last))
    ]
    found = cross_tables.wholes(asks, NAMES, seen_by=seen_by)
    *told, earlier = (_month(ask, whole) for ask, whole in zip(asks, found, strict=True))
    return MonthlyRates(told, earlier, at_least)


def _month(ask: Ask, whole: Cell) -> Month:
    return Month(ask, {name: catalogue.ratio(name).rate(whole.counted) for name in NAMES})


def _looked_at(period: Period, last: Period, today: date) -> date | None:
    """Today's look is the plain one."""
    return None if period == last else periods.looked_at_alike(period, last, today)
