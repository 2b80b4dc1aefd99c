"""What an entry of the metric catalogue (口径) says: named measures, and rates made of them.

A measure counts; a ratio divides what some measures count by what others do; a span says how long
something took. Page, API, workbook and bulletin take name, words and version from the entry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from cadres.pages.rules.rates import Rate

# From when on the first versions hold: the day on which the catalogue was put out.
FIRST_DAY = date(2026, 12, 1)
OURS = "本系统口径，暂无文件规定"
UNTIL_LOOK = "查看日当天结束"
NOT_COUNTED = "已作废的、并入其他工单的"


class Group(TextChoices):
    """What a figure tells of; the tabs of the tables and the parts of the page."""

    STANDING = "standing", "办结情况"
    RESULT = "result", "办理结果"
    HANDLING = "handling", "办理过程"
    IDEAS = "ideas", "金点子"
    TIME = "time", "时限与用时"
    FLOW = "flow", "结转与收办"
    COVERAGE = "coverage", "包联走访"
    LETTERS = "letters", "文书"
    RATINGS = "ratings", "窗口评价"


class Counts(TextChoices):
    """What one of it is."""

    TICKETS = "tickets", "件"
    ROUNDS = "rounds", "轮"
    OBJECTIONS = "objections", "次"
    WORKING_DAYS = "working_days", "个工作日"
    ENTERPRISES = "enterprises", "家"
    LETTERS = "letters", "份"
    RATINGS = "ratings", "条"
    PER_CENT = "per_cent", "百分比"


# Says how many a measure of this name counts, in one cell.
Counted = Callable[[str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is said of every figure: since when, on what ground, in which version.

    `sent_as` is the name in the API where it is another than `name`.
    """

    name: str
    label: str
    group: Group
    until: str = UNTIL_LOOK
    leaves_out: str = NOT_COUNTED
    basis: str = OURS
    version: int = 1
    since: date = FIRST_DAY
    sent_as: str = ""

    @property
    def key(self) -> str:
        """The name that is told to other programs."""
        return self.sent_as or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Entry):
    """A named measure (统计量): so many of something."""

    counts: str
    what: Counts = Counts.TICKETS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Entry):
    """A rate (比率): what `over` counts ÷ what `of` counts, without what `less` counts.

    The measures of `over` exclude each other, and so do those of `of`; `less` lies within `of`.
    `replaces` is the version before.
    """

    over: tuple[str, ...]
    of: tuple[str, ...]
    less: tuple[str, ...] = ()
    note: str = ""
    replaces: Ratio | None = None

    def rate(self, counted: Counted) -> Rate:
        """Return the exact rate of a cell; nothing asked is a dash."""
        whole = sum(map(counted, self.of)) - sum(map(counted, self.less))
        return Rate(sum(map(counted, self.over)), whole)

    @property
    def needs(self) -> tuple[str, ...]:
        """The measures of which it is made."""
        return (*self.over, *self.of, *self.less)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(Entry):
    """A length of time (用时): the mean or the middle one of what a measure counts."""

    counts: str
    of: str
    what: Counts = Counts.WORKING_DAYS


AnyEntry = Measure | Ratio | Span


def quarter_after(day: date) -> date:
    """Return the first day on which a replaced definition is shown no more: three months later."""
    month = day.month + 3
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day.day, 28))


def shown(ratio: Ratio, on: date) -> tuple[Ratio, ...]:
    """Return the versions that stand side by side on the day: for a quarter, both."""
    before = ratio.replaces
    if before is None:
        return (ratio,)
    if on < ratio.since:
        return shown(before, on)
    return (ratio, before) if on < quarter_after(ratio.since) else (ratio,)
