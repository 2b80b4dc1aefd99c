"""Which tables of figures a bulletin of each kind holds; their columns are the catalogue's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

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


# What became of the tasks of a week (`cases.bulletins.rules.task_figures`).
OF_TASKS = ("tasks_listed", "tasks_done", "tasks_carried", "tasks_open")
WEEK = timedelta(days=7)


class Source(TextChoices):
    """What is counted."""

    TICKETS = "tickets", "诉求"
    TASKS = "tasks", "双清单任务"


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of a bulletin: its name, its words, by what it is parted, which columns it has."""

    name: str
    title: str
    rows: Dimension
    period: Period
    columns: tuple[str, ...]
    of: Source = Source.TICKETS

    @property
    def clock(self) -> str:
        """By whose clock its rows are judged, in words."""
        if self.of is Source.TASKS:
            return "按任务所在的周统计"
        return f"是否超期看{self.ask(self.period.until).whose.label}"

    @property
    def by(self) -> str:
        """The heading of its first column."""
        return "清单" if self.of is Source.TASKS else self.rows.label

    def ask(self, cutoff: date) -> Ask:
        """Return the question that counts it as things stood at the end of the cut-off."""
        return Ask(self.period, self.rows, as_of=cutoff)


def of_kind(kind: BulletinKind, cutoff: date) -> tuple[TableSpec, ...]:
    """Return the tables: the period as a whole, then the year so far by unit, place and matter."""
    period = period_until(kind, cutoff)
    if kind is BulletinKind.TASKS:
        return _of_weeks(period)
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


def _of_weeks(last: Period) -> tuple[TableSpec, ...]:
    """The two lists: what last week's plan came to, and what this week plans."""
    this = Period(last.since + WEEK, last.until + WEEK)
    county = Dimension.COUNTY
    return (
        TableSpec("tasks_last", "上周完成清单", county, last, OF_TASKS, Source.TASKS),
        TableSpec("tasks_next", "本周计划清单", county, this, OF_TASKS, Source.TASKS),
    )
