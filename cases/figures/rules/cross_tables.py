"""What a table of figures is asked: which tickets, parted by what, with which columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import TextChoices

from cases.figures.rules.completion import Period
from cases.figures.rules.definitions import ideas, rates
from cases.figures.rules.definitions.entries import Group
from cases.tickets.rules.clocks.binding_days import Whose

# So many columns stand side by side; what is beyond them is added up as 其他, and opens too.
COLUMNS = 12
OTHERS = "others"
# The two sides of a rate, each of which opens.
OVER, OF = "over", "of"
WITHOUT_RATINGS = frozenset({"rated", "satisfied", "satisfaction", "participation"})


class Dimension(TextChoices):
    """By what figures are parted; of places and units, never of people."""

    UNIT = "unit", "责任单位"
    TREE = "tree", "责任单位（并入主管单位）"
    SUCCESSOR = "successor", "责任单位（撤并拆分合并计）"
    TOWNSHIP = "township", "乡镇"
    COUNTY = "county", "县区"
    CATEGORY = "category", "问题类别"
    SOURCE = "source", "问题来源"
    CLASS = "class", "办理类别"
    SIZE = "size", "企业规模"
    INDUSTRY = "industry", "行业类别"
    TEAM = "team", "包联单位"
    MONTH = "month", "月份"
    QUARTER = "quarter", "季度"
    YEAR = "year", "年度"


# Their rows follow each other in time.
IN_TIME = frozenset({Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR})
OF_UNITS = frozenset({Dimension.UNIT, Dimension.TREE, Dimension.SUCCESSOR})
# Their keys are words and no ids.
TEXTS = frozenset({Dimension.SOURCE, Dimension.CLASS, Dimension.SIZE, Dimension.INDUSTRY})


@dataclass(frozen=True, slots=True)
class Ask:
    """Which tickets, parted by what, looked at on which day; `is_own` keeps to covered firms.

    `with_carried` takes in what was filed before the period and not over when it began.
    """

    period: Period
    rows: Dimension = Dimension.UNIT
    across: Dimension | None = None
    as_of: date | None = None
    is_own: bool = False
    with_carried: bool = False

    @property
    def whose(self) -> Whose:
        """By whose clock the figures go: a unit's by its own time, all others by the promise."""
        of_unit = self.rows in OF_UNITS or self.across in OF_UNITS
        return Whose.UNIT if of_unit else Whose.COUNTY

    def over(self, period: Period, as_of: date | None) -> Ask:
        """Return the same of another period."""
        return replace(self, period=period, as_of=as_of)


@dataclass(frozen=True, slots=True)
class Part:
    """Which tickets of the table: of a row, of a column; None takes all of them.

    `others` are the columns that stand by themselves where the part is 其他.
    """

    row: str | None = None
    column: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """Which number of a cell: a measure, or a side of a rate in one of its versions (0: newest)."""

    name: str
    side: str = ""
    version: int = 0


# The columns of a table of measures, by what it tells of.
TABLES: dict[Group, tuple[str, ...]] = {
    Group.STANDING: (
        *("received", "on_time", "late", "within", "overdue", "unconfirmed", "apart"),
        *("timely", "completion"),
    ),
    Group.RESULT: (
        *("received", "solved", "unasked", "redone", "parked", "planned", "redirected"),
        *("withdrawn", "unreached", "no_answer", "deregistered", "solution", "fulfilment"),
        *("satisfaction", "participation"),
    ),
    Group.HANDLING: (
        *("received", "returned", "extended", "extended_near_due", "reopened"),
        *("withdrawn_after_contact", "hotline", "dispatch", "acceptance", "feedback"),
        "hotline_share",
    ),
    Group.IDEAS: ideas.COLUMNS,
    Group.TIME: (
        *("closed", "on_due_day", "mean_days", "median_days", "timely"),
        "timely_as_promised",
    ),
    Group.FLOW: (
        *("carried", "received", "to_handle", "on_time", "late", "within", "overdue"),
        *("unconfirmed", "apart"),
    ),
}
# What two dimensions may be crossed by: measures of tickets, and rates made of them.
CROSSED = (
    *("received", "on_time", "late", "within", "overdue", "unconfirmed", "apart", "closed"),
    *("solved", "redone", "parked", "returned", "extended", "on_due_day"),
    *(ratio.name for ratio in rates.RATIOS),
)


def with_carried(group: Group) -> bool:
    """Does the table tell of what was carried over too?"""
    return group is Group.FLOW


def allowed(names: tuple[str, ...], has_ratings: bool) -> tuple[str, ...]:
    """Leave out what only those see who may see ratings."""
    return tuple(name for name in names if has_ratings or name not in WITHOUT_RATINGS)
