"""The leader's page (县领导概览): what a county leader has to know, in ten seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cadres.deadlines.rules.limits import LimitKey
from cadres.errors import NotPermitted
from cadres.viewers.rules.roles import OFFICE, SUPERVISION, Role
from cadres.viewers.rules.viewer import Viewer
from cases.desk.selectors import leaders_meeting
from cases.desk.selectors.leaders_meeting import MeetingLine
from cases.figures.rules import limit_keys as of_figures
from cases.figures.rules import periods
from cases.figures.rules.cross_tables import Ask, Dimension
from cases.figures.selectors import cross_tables, figure_limits
from cases.figures.selectors.cross_tables import Table
from cases.leaders.rules import limit_keys, places
from cases.leaders.rules.bands import BandLimits
from cases.leaders.selectors import (
    bands,
    decided,
    enterprise_words,
    longest_waits,
    monthly_rates,
    overdue,
)
from cases.leaders.selectors.bands import Bands
from cases.leaders.selectors.decided import DecidedLine
from cases.leaders.selectors.enterprise_words import EnterpriseWords
from cases.leaders.selectors.longest_waits import LongestWait
from cases.leaders.selectors.monthly_rates import MonthlyRates
from cases.leaders.selectors.overdue import Overdue
from cases.letters.selectors import letters
from cases.tickets.rules.applications.applications import ApplicationKind
from cases.tickets.selectors import tickets
from cases.tickets.selectors.applications import applications
from cases.tickets.selectors.tickets import TicketLine

READERS = (*sorted(OFFICE | SUPERVISION), Role.LEADER)
# As many as the list of applications shows.
LONGEST = 100
HEAT = "received"


@dataclass(frozen=True, slots=True)
class ToDecide:
    """What waits for this viewer's decision: applications with their tickets, and letters."""

    applications: list[tuple[TicketLine, str]]
    letters: int

    @property
    def count(self) -> int:
        return len(self.applications) + self.letters


@dataclass(frozen=True, slots=True)
class LeadersPage:
    """Everything that the page shows."""

    to_decide: ToDecide
    meeting: list[MeetingLine]
    overdue: Overdue
    rates: MonthlyRates
    bands: Bands
    heat: Table
    longest_waits: list[LongestWait]
    decided: list[DecidedLine]
    decided_back: int
    words: list[EnterpriseWords]
    words_back: int


def check_reads(viewer: Viewer) -> None:
    """Raise NotPermitted for whoever does not look at the region whole."""
    if not viewer.has(*READERS):
        raise NotPermitted("概览由县领导、县助企办和督查员查看。")


def of(*, seen_by: Viewer) -> LeadersPage:
    """Ask everything once, as things stand at the viewer's moment. Raises NotPermitted."""
    check_reads(seen_by)
    limits = limits_for(seen_by)
    late = overdue.of(seen_by=seen_by)
    worst = bands.worst(late, seen_by=seen_by)
    asked = applications.to_decide(seen_by=seen_by, shown=LONGEST)
    decisions = decided.found(limits[limit_keys.DECIDED_BACK], seen_by=seen_by)
    waiting = longest_waits.found(seen_by=seen_by)
    # What all parts say of their tickets, asked once.
    shown = {*worst.values(), *(pk for pk, _ in asked), *(row.ticket for row in waiting)}
    shown |= {row["ticket_id"] for row in decisions}
    known = tickets.known_by_key(shown, seen_by=seen_by)
    oldest = {unit: known.lines[pk] for unit, pk in worst.items()}
    return LeadersPage(
        to_decide=_to_decide(asked, known.lines, seen_by),
        meeting=leaders_meeting.waiting(seen_by=seen_by),
        overdue=late,
        rates=monthly_rates.of(limits[of_figures.COMPARED_AT_LEAST], seen_by=seen_by),
        bands=bands.of(band_limits(limits), late, oldest, seen_by=seen_by),
        heat=heat(seen_by=seen_by),
        longest_waits=longest_waits.lines(waiting, known, seen_by),
        decided=decided.lines(decisions, known, seen_by=seen_by),
        decided_back=limits[limit_keys.DECIDED_BACK],
        words=enterprise_words.lately(limits[limit_keys.WORDS_BACK], seen_by=seen_by),
        words_back=limits[limit_keys.WORDS_BACK],
    )


@dataclass(frozen=True, slots=True)
class Wall:
    """What a wall shows: figures of the county, of units and places; no ticket, no name."""

    overdue: Overdue
    rates: MonthlyRates
    bands: Bands
    heat: Table


def wall(*, seen_by: Viewer) -> Wall:
    """Ask the figures alone. Raises NotPermitted."""
    check_reads(seen_by)
    return figures_of_wall(seen_by=seen_by)


def figures_of_wall(*, seen_by: Viewer) -> Wall:
    """Return the figures of a wall, of the counties at which it looks."""
    limits = limits_for(seen_by)
    late = overdue.of(seen_by=seen_by)
    return Wall(
        late,
        monthly_rates.of(limits[of_figures.COMPARED_AT_LEAST], seen_by=seen_by),
        bands.of(band_limits(limits), late, {}, seen_by=seen_by),
        heat(seen_by=seen_by),
    )


def limits_for(viewer: Viewer) -> dict[LimitKey, int]:
    """Return the limits of the page as they hold for the viewer today, in one query."""
    usually = limit_keys.USUALLY | of_figures.USUALLY
    return figure_limits.amounts(usually, viewer.today, seen_by=viewer)


def band_limits(limits: dict[LimitKey, int]) -> BandLimits:
    """Return from where on a unit is 优 and 良, and on how many tickets that must rest."""
    return BandLimits(
        limits[limit_keys.BAND_GOOD],
        limits[limit_keys.BAND_FAIR],
        limits[of_figures.COMPARED_AT_LEAST],
    )


def heat(*, seen_by: Viewer) -> Table:
    """Return where how many problems of which category come from, in the usual period."""
    where = places.where(seen_by.county_ids)
    ask = Ask(periods.usual(seen_by.today), where, Dimension.CATEGORY)
    return cross_tables.table(ask, (HEAT,), seen_by=seen_by)


def to_decide(*, seen_by: Viewer) -> ToDecide:
    """Return what waits for this viewer's decision, the most urgent first."""
    asked = applications.to_decide(seen_by=seen_by, shown=LONGEST)
    known = tickets.known_by_key([pk for pk, _ in asked], seen_by=seen_by)
    return _to_decide(asked, known.lines, seen_by)


def _to_decide(
    asked: Sequence[tuple[int, Mapping[str, Any]]], lines: Mapping[int, TicketLine], viewer: Viewer
) -> ToDecide:
    waiting = [(lines[pk], ApplicationKind(row["kind"]).label) for pk, row in asked]
    return ToDecide(waiting, letters.to_approve(seen_by=viewer).total)
