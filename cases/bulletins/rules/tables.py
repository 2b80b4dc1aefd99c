"""Which tables of figures a bulletin of each kind holds; their columns are the catalogue's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.bulletins.rules.kinds import BulletinKind, period_until
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask, Dimension

STANDING = (
    *("received", "on_time", "late", "within", "overdue", "unconfirmed", "apart"),
    *("timely", "completion", "solution"),
)
# The five rates stand side by side, so that none of them is taken for the whole.
WHOLE = (
    *("received", "closed", "overdue", "acceptance", "feedback", "timely"),
    *("completion", "solution", "satisfaction", "participation"),
)
PLACES = ("received", "closed", "overdue", "completion", "solution")


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of a bulletin: its name, its words, by what it is parted, which columns it has."""

    name: str
    title: str
    rows: Dimension
    period: Period
    columns: tuple[str, ...]

    @property
    def clock(self) -> str:
        """By whose clock its rows are judged, in words."""
        return f"是否超期看{self.ask(self.period.until).whose.label}"

    def ask(self, cutoff: date) -> Ask:
        """Return the question that counts it as things stood at the end of the cut-off."""
        return Ask(self.period, self.rows, as_of=cutoff)


def of_kind(kind: BulletinKind, cutoff: date) -> tuple[TableSpec, ...]:
    """Return the tables: the period as a whole, then the year so far by unit, place and matter."""
    period = period_until(kind, cutoff)
    year = Period(date(cutoff.year, 1, 1), cutoff)
    whole = TableSpec("year", "本年累计", Dimension.COUNTY, year, WHOLE)
    tables = (
        TableSpec("by_unit", "各责任单位（本年累计）", Dimension.UNIT, year, STANDING),
        TableSpec("by_township", "各乡镇（本年累计）", Dimension.TOWNSHIP, year, PLACES),
        TableSpec("by_category", "各问题类别（本年累计）", Dimension.CATEGORY, year, PLACES),
    )
    if kind is BulletinKind.YEARLY:
        return (whole, TableSpec("by_month", "各月", Dimension.MONTH, year, PLACES), *tables)
    word = "本周" if kind is BulletinKind.WEEKLY else "本月"
    return (TableSpec("period", word, Dimension.COUNTY, period, WHOLE), whole, *tables)
