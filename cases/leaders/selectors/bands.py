"""Units, or counties, in bands (优、良、一般) by their 按时办结率, with their worst open cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import periods
from cases.figures.rules.cross_tables import Ask, Dimension, Number, Part
from cases.figures.rules.definitions import catalogue
from cases.figures.selectors import cross_tables
from cases.figures.selectors.cross_tables import Table
from cases.leaders.rules import bands, places
from cases.leaders.rules.bands import Band, BandLimits
from cases.leaders.selectors.overdue import OVERDUE, Overdue
from cases.tickets.selectors.tickets import TicketLine

TIMELY = "timely"
# The column of a ticket by which what is judged has it.
COLUMNS = {Dimension.UNIT: "unit_id", Dimension.COUNTY: "county_id"}


@dataclass(frozen=True, slots=True)
class Banded:
    """One unit or county of a band; `late` are its overdue tickets, `worst` the oldest."""

    key: str
    label: str
    rate: Rate
    late: int
    worst: TicketLine | None


@dataclass(frozen=True, slots=True)
class Bands:
    """What stands in each band, the worst first, and the question behind their rates."""

    ask: Ask
    limits: BandLimits
    bands: dict[Band, list[Banded]]

    @property
    def rows(self) -> Dimension:
        """What they are."""
        return self.ask.rows


def of(
    limits: BandLimits, overdue: Overdue, worst: Mapping[str, TicketLine], *, seen_by: Viewer
) -> Bands:
    """Judge each by what it received in the usual period, as it stands today."""
    ask = Ask(periods.usual(seen_by.today), places.judged(seen_by.county_ids))
    found = cross_tables.table(ask, (TIMELY,), seen_by=seen_by)
    late = {line.key: line.whole.counted(OVERDUE) for line in _late(overdue, ask.rows).lines}
    parted: dict[Band, list[Banded]] = {band: [] for band in Band}
    for line in found.lines:
        if not line.key:  # Not dispatched yet, or of no place: nobody is judged by it.
            continue
        rate = catalogue.ratio(TIMELY).rate(line.whole.counted)
        one = Banded(line.key, line.label, rate, late.get(line.key, 0), worst.get(line.key))
        parted[bands.band_of(rate, limits)].append(one)
    for units in parted.values():
        units.sort(key=lambda one: bands.worst_first(one.rate, one.late))
    return Bands(ask, limits, parted)


def worst(overdue: Overdue, *, seen_by: Viewer) -> dict[str, int]:
    """Return of the overdue tickets of each that is judged, by its key, the one filed first."""
    rows = places.judged(seen_by.county_ids)
    table = _late(overdue, rows)
    if not table.total.whole.counted(OVERDUE):
        return {}
    column = COLUMNS[rows]
    late = cross_tables.tickets(table.ask, Number(OVERDUE), seen_by=seen_by, part=Part())
    firsts = late.filter(**{f"{column}__isnull": False}).order_by(column, "filed_on", "pk")
    return {str(key): pk for key, pk in firsts.distinct(column).values_list(column, "pk")}


def _late(overdue: Overdue, rows: Dimension) -> Table:
    """What is overdue by the clock that is theirs."""
    return overdue.by_unit if rows == Dimension.UNIT else overdue.by_place
