"""Where a received ticket stands and how it was handled; which rates follow is in `definitions`.

Two clocks, two owners: a unit's figures go by its own time (承办时限), those of the county, its
townships, categories and months by the promise to the enterprise (`rules.binding_days`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from operator import add, attrgetter

from django.db.models import F, Q, TextChoices
from django.utils import timezone

from cadres.errors import Invalid
from cadres.pages.rules.rates import Rate
from cases.figures.rules.definitions import rates
from cases.tickets.rules.clocks import binding_days
from cases.tickets.rules.clocks.binding_days import NOW, Columns, Whose
from cases.tickets.rules.vocabulary import NOT_DONE, Outcome
from cases.tickets.rules.workflow import OPEN, State


class Bucket(TextChoices):
    """Where a received ticket stands; each ticket is in exactly one."""

    ON_TIME = "on_time", "按时办结"
    LATE = "late", "超期办结"
    WITHIN = "within", "在办未到期"
    OVERDUE = "overdue", "在办已超期"
    UNCONFIRMED = "unconfirmed", "待确认"
    # Nobody answered on several days: neither done nor waited for.
    UNREACHED = "unreached", "联系不上"
    # Asked and reminded, and silent: that is never taken for satisfied.
    NO_ANSWER = "no_answer", "未答复"
    # Put off with the office's consent; it comes back to be done.
    PLANNED = "planned", "列入计划"
    # Over, and yet not 办结: another body decides it, the enterprise took it back, or is no more.
    REDIRECTED = "redirected", "转法定渠道"
    WITHDRAWN = "withdrawn", "企业撤回"
    DEREGISTERED = "deregistered", "企业已注销"


# What stands apart: received, and never 办结.
APART = (
    Bucket.PLANNED,
    Bucket.REDIRECTED,
    Bucket.WITHDRAWN,
    Bucket.UNREACHED,
    Bucket.NO_ANSWER,
    Bucket.DEREGISTERED,
)
# How a closed ticket that was not 办结 ended; each end has a bucket of its own name.
ENDINGS = {Bucket(outcome.value): outcome for outcome in NOT_DONE}


class Aspect(TextChoices):
    """How tickets were handled, beside where they stand; one may show several, or none."""

    SOLVED = "solved", "实际解决"
    # Closed by a ledger, or before outcomes were kept: nobody was asked what came of it.
    UNASKED = "unasked", "未问结果"
    REDONE = "redone", "重办"
    PARKED = "parked", "挂账"
    EXTENDED = "extended", "延期内办结"
    # Where the two clocks differ: the promise was missed in hands other than the unit's, or kept
    # although the unit took longer than it had.
    MISSED_ELSEWHERE = "missed_elsewhere", "承诺超期、承办未超期"
    KEPT_ALL_THE_SAME = "kept_all_the_same", "承办超期、承诺未超期"


class By(TextChoices):
    """By what the figures are parted."""

    UNIT = "unit", "责任单位"
    TOWNSHIP = "township", "乡镇"
    CATEGORY = "category", "问题类别"
    MONTH = "month", "月份"
    COUNTY = "county", "县区"

    @property
    def whose(self) -> Whose:
        """By whose clock the figures of a row go."""
        return Whose.UNIT if self is By.UNIT else Whose.COUNTY


@dataclass(frozen=True, slots=True)
class Period:
    """A cohort is what was filed from `since` to `until`, both days included."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.since > self.until:
            raise Invalid("起始日期不能晚于截止日期。", {"since": "请重新选择起止日期。"})


@dataclass(frozen=True, slots=True)
class Look:
    """A day at whose end things are looked at, and the first moment after it."""

    on: date
    ends_at: datetime

    @classmethod
    def at(cls, on: date) -> Look:
        """Return the look at a day of the county's own time."""
        following = datetime.combine(on + timedelta(days=1), time())
        return cls(on, timezone.make_aware(following))


# Whatever is added up; all but the rounds are numbers of tickets.
COUNTED = (*Bucket.values, *Aspect.values, "rounds", "plans_due", "plans_kept")
# Of hundreds of rows they are read at once.
_COUNTED, _APART = attrgetter(*COUNTED), attrgetter(*(bucket.value for bucket in APART))


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one row of the report."""

    on_time: int = 0
    late: int = 0
    within: int = 0
    overdue: int = 0
    unconfirmed: int = 0
    unreached: int = 0
    no_answer: int = 0
    planned: int = 0
    redirected: int = 0
    withdrawn: int = 0
    deregistered: int = 0
    solved: int = 0
    unasked: int = 0
    redone: int = 0
    # Rounds beyond the first: a ticket that was handled three times has two.
    rounds: int = 0
    parked: int = 0
    # In time only because the limit was extended.
    extended: int = 0
    missed_elsewhere: int = 0
    kept_all_the_same: int = 0
    # Tickets whose plan was due, and those that were done and confirmed by the day of the plan.
    plans_due: int = 0
    plans_kept: int = 0
    rated: int | None = field(default=None)
    satisfied: int | None = field(default=None)

    @property
    def received(self) -> int:
        return self.closed + self.within + self.overdue + self.unconfirmed + self.apart

    @property
    def apart(self) -> int:
        """单列: over or put off, and not 办结."""
        return sum(_APART(self))

    @property
    def closed(self) -> int:
        return self.on_time + self.late

    def counted(self, name: str) -> int:
        """Return how many a measure of the catalogue counts here; of what may not be seen, none."""
        found: int | None = getattr(self, name)
        return found or 0

    @property
    def timely(self) -> Rate:
        return rates.TIMELY.rate(self.counted)

    @property
    def completion(self) -> Rate:
        return rates.COMPLETION.rate(self.counted)

    @property
    def solution(self) -> Rate:
        return rates.SOLUTION.rate(self.counted)

    @property
    def fulfilment(self) -> Rate:
        return rates.FULFILMENT.rate(self.counted)

    @property
    def satisfaction(self) -> Rate:
        return rates.SATISFACTION.rate(self.counted)

    @property
    def participation(self) -> Rate:
        return Rate(0, 0) if self.rated is None else rates.PARTICIPATION.rate(self.counted)

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            **dict(zip(COUNTED, map(add, _COUNTED(self), _COUNTED(other)), strict=True)),
            rated=_sum(self.rated, other.rated),
            satisfied=_sum(self.satisfied, other.satisfied),
        )


def bucket_of(bucket: Bucket, on: date, columns: Columns = NOW, whose: Whose = Whose.COUNTY) -> Q:
    """Return the condition of a bucket as things stand on the day (end of day)."""
    if bucket in ENDINGS:
        return Q(**{columns.state: State.CLOSED, columns.outcome: ENDINGS[bucket]})
    return _BUCKETS[bucket](on, columns, whose)


def aspect_of(aspect: Aspect, on: date, columns: Columns = NOW) -> Q:
    """Return the condition of an aspect among the tickets that were received."""
    return _ASPECTS[aspect](on, columns)


def closed(columns: Columns = NOW) -> Q:
    """办结: over, and not by one of the endings that stand apart."""
    endings = sorted(ENDINGS.values())
    return Q(**{columns.state: State.CLOSED}) & ~Q(**{f"{columns.outcome}__in": endings})


def _still_open(columns: Columns) -> Q:
    return Q(**{f"{columns.state}__in": sorted(OPEN - {State.PLANNED})})


def _is_late(columns: Columns, whose: Whose) -> Q:
    """Approved after its end; a promise of hours may be missed within its last day."""
    late = binding_days.is_late(whose, columns)
    if whose is Whose.UNIT:
        return late
    return late | Q(**{columns.is_late_hours: True, columns.round: 1})


def _is_overdue(on: date, columns: Columns, whose: Whose) -> Q:
    return binding_days.is_past(whose, on, columns)


def _missed(on: date, columns: Columns, missed_by: Whose, *, kept_by: Whose) -> Q:
    """Late by one clock and in time by the other; what is over is judged otherwise than what runs.

    Written apart for both, so that the database has the shortest condition to plan for.
    """
    over = _is_late(columns, missed_by) & ~_is_late(columns, kept_by)
    running = _is_overdue(on, columns, missed_by) & ~_is_overdue(on, columns, kept_by)
    return closed(columns) & over | _still_open(columns) & running


# One condition is written, and not all of them to choose one.
_BUCKETS: dict[Bucket, Callable[[date, Columns, Whose], Q]] = {
    Bucket.ON_TIME: lambda on, of, whose: closed(of) & ~_is_late(of, whose),
    Bucket.LATE: lambda on, of, whose: closed(of) & _is_late(of, whose),
    Bucket.WITHIN: lambda on, of, whose: _still_open(of) & ~_is_overdue(on, of, whose),
    Bucket.OVERDUE: lambda on, of, whose: _still_open(of) & _is_overdue(on, of, whose),
    Bucket.UNCONFIRMED: lambda on, of, whose: Q(**{of.state: State.UNCONFIRMED}),
    Bucket.UNREACHED: lambda on, of, whose: Q(**{of.state: State.UNREACHED}),
    Bucket.NO_ANSWER: lambda on, of, whose: Q(**{of.state: State.NO_ANSWER}),
    Bucket.PLANNED: lambda on, of, whose: Q(**{of.state: State.PLANNED}),
}
_ASPECTS: dict[Aspect, Callable[[date, Columns], Q]] = {
    Aspect.SOLVED: lambda on, of: Q(**{of.state: State.CLOSED, of.outcome: Outcome.SOLVED}),
    Aspect.UNASKED: lambda on, of: Q(**{of.state: State.CLOSED, of.outcome: ""}),
    Aspect.REDONE: lambda on, of: Q(**{f"{of.round}__gt": 1}),
    Aspect.PARKED: lambda on, of: Q(**{of.state: State.PARKED}),
    # An extension moves the promise of the first round; later ones have a time of their own.
    Aspect.EXTENDED: lambda on, of: (
        bucket_of(Bucket.ON_TIME, on, of)
        & Q(**{of.round: 1, f"{of.approved_on}__gt": F(of.promised_on)})
    ),
    Aspect.MISSED_ELSEWHERE: lambda on, of: _missed(on, of, Whose.COUNTY, kept_by=Whose.UNIT),
    Aspect.KEPT_ALL_THE_SAME: lambda on, of: _missed(on, of, Whose.UNIT, kept_by=Whose.COUNTY),
}


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None and other is None else (one or 0) + (other or 0)
