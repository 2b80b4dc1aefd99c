"""Units in bands (优、良、一般) by their 按时办结率, with their worst open cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import periods
from cases.figures.rules.cross_tables import Ask, Dimension, Number, Part
from cases.figures.rules.definitions import catalogue
from cases.figures.selectors import cross_tables
from cases.leaders.rules import bands
from cases.leaders.rules.bands import Band, BandLimits
from cases.leaders.selectors.overdue import OVERDUE, Overdue
from cases.tickets.selectors.tickets import TicketLine

TIMELY = "timely"


@dataclass(frozen=True, slots=True)
class BandedUnit:
    """One unit of a band; `late` are its overdue tickets by its own time, `worst` the oldest."""

    key: str
    label: str
    rate: Rate
    late: int
    worst: TicketLine | None


@dataclass(frozen=True, slots=True)
class UnitBands:
    """The units of each band, by their names, and the question behind their rates."""

    ask: Ask
    limits: BandLimits
    bands: dict[Band, list[BandedUnit]]


def of(
    limits: BandLimits, overdue: Overdue, worst: Mapping[str, TicketLine], *, seen_by: Viewer
) -> UnitBands:
    """Judge each unit by what it received in the usual period, as it stands today."""
    ask = Ask(periods.usual(seen_by.today), Dimension.UNIT)
    found = cross_tables.table(ask, (TIMELY,), seen_by=seen_by)
    late = {line.key: line.whole.counted(OVERDUE) for line in overdue.at_whom}
    parted: dict[Band, list[BandedUnit]] = {band: [] for band in Band}
    for line in found.lines:
        if not line.key:  # Not dispatched yet: that is the office's.
            continue
        rate = catalogue.ratio(TIMELY).rate(line.whole.counted)
        unit = BandedUnit(line.key, line.label, rate, late.get(line.key, 0), worst.get(line.key))
        parted[bands.band_of(rate, limits)].append(unit)
    return UnitBands(ask, limits, parted)


def worst(overdue: Overdue, *, seen_by: Viewer) -> dict[str, int]:
    """Return of each unit's overdue tickets, by its key, the one that was filed first."""
    if not overdue.at_whom:
        return {}
    ask = overdue.by_unit.ask
    late = cross_tables.tickets(ask, Number(OVERDUE), seen_by=seen_by, part=Part())
    firsts = late.filter(unit__isnull=False).order_by("unit_id", "filed_on", "pk")
    found = firsts.distinct("unit_id").values_list("unit_id", "pk")
    return {str(unit): pk for unit, pk in found}
