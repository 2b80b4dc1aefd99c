"""What counts as done in time, and which rates follow; every figure is defined here, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, TextChoices

from cadres.errors import Invalid
from cadres.rules.rates import Rate
from cases.rules.handling import Outcome
from cases.rules.workflow import OPEN, UNANSWERED, State


class Bucket(TextChoices):
    """Where a received ticket stands; each ticket is in exactly one."""

    ON_TIME = "on_time", "按时办结"
    LATE = "late", "超期办结"
    WITHIN = "within", "在办未到期"
    OVERDUE = "overdue", "在办已超期"
    UNCONFIRMED = "unconfirmed", "待确认"
    # The enterprise is no more: over, and yet nothing was done for anybody.
    DEREGISTERED = "deregistered", "企业已注销"


class Aspect(TextChoices):
    """How tickets were handled, beside where they stand; one may show several, or none."""

    SOLVED = "solved", "实际解决"
    # Closed by a ledger, or before outcomes were kept: nobody was asked what came of it.
    UNASKED = "unasked", "未问结果"
    REDONE = "redone", "重办"
    PARKED = "parked", "挂账"
    EXTENDED = "extended", "延期内办结"
    WITHDRAWN = "withdrawn", "企业撤回"


class By(TextChoices):
    """By what the figures are parted."""

    UNIT = "unit", "责任单位"
    TOWNSHIP = "township", "乡镇"
    CATEGORY = "category", "问题类别"
    MONTH = "month", "月份"
    COUNTY = "county", "县区"


@dataclass(frozen=True, slots=True)
class Period:
    """A cohort is what was filed from `since` to `until`, both days included."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.since > self.until:
            raise Invalid("起始日期不能晚于截止日期。", {"since": "请重新选择起止日期。"})


# Whatever is added up; all but the rounds are numbers of tickets.
COUNTED = (*Bucket.values, *Aspect.values, "rounds")


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one row of the report."""

    on_time: int = 0
    late: int = 0
    within: int = 0
    overdue: int = 0
    unconfirmed: int = 0
    deregistered: int = 0
    solved: int = 0
    unasked: int = 0
    redone: int = 0
    # Rounds beyond the first: a ticket that was handled three times has two.
    rounds: int = 0
    parked: int = 0
    # In time only because the limit was extended.
    extended: int = 0
    withdrawn: int = 0
    rated: int | None = field(default=None)
    satisfied: int | None = field(default=None)

    @property
    def received(self) -> int:
        return self.closed + self.within + self.overdue + self.unconfirmed + self.deregistered

    @property
    def closed(self) -> int:
        return self.on_time + self.late

    @property
    def timely(self) -> Rate:
        """按时办结率: on time ÷ (closed + open overdue)."""
        return Rate(self.on_time, self.closed + self.overdue)

    @property
    def completion(self) -> Rate:
        """办结率: closed ÷ received; whose enterprise is no more is received and not closed."""
        return Rate(self.closed, self.received)

    @property
    def solution(self) -> Rate:
        """实际解决率: solved ÷ received, without those of which nobody was asked what came of it.

        What is parked, explained or withdrawn is not solved; what is open may yet be.
        """
        return Rate(self.solved, self.received - self.unasked)

    @property
    def satisfaction(self) -> Rate:
        """满意率: satisfied ÷ rated; who did not rate is in neither."""
        return Rate(self.satisfied or 0, self.rated or 0)

    @property
    def participation(self) -> Rate:
        """参评率: rated ÷ closed, published beside the satisfaction."""
        return Rate(self.rated or 0, 0 if self.rated is None else self.closed)

    def __add__(self, other: Figures) -> Figures:
        counts = {name: getattr(self, name) + getattr(other, name) for name in COUNTED}
        return Figures(
            **counts,
            rated=_sum(self.rated, other.rated),
            satisfied=_sum(self.satisfied, other.satisfied),
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """Under which names state, promise, approval and unit are found in what is counted."""

    ticket: str = ""
    state: str = "state"
    due_on: str = "due_on"
    approved_on: str = "approved_on"
    is_late_hours: str = "is_late_hours"
    unit: str = "unit"
    promised_on: str = "promised_on"
    outcome: str = "outcome"
    round: str = "round"


NOW = Columns()
# A past day is looked at through the last event before it: see `TicketEvent`.
AS_OF = Columns(ticket="ticket__")


def bucket_of(bucket: Bucket, on: date, columns: Columns = NOW) -> Q:
    """Return the condition of a bucket as things stand on the day (end of day)."""
    gone = Q(**{columns.outcome: Outcome.DEREGISTERED})
    closed = Q(**{columns.state: State.CLOSED}) & ~gone
    still_open = Q(**{f"{columns.state}__in": sorted(OPEN)})
    # A promise of hours may be missed within its last day.
    in_time = Q(**{f"{columns.approved_on}__lte": F(columns.due_on), columns.is_late_hours: False})
    late = Q(**{f"{columns.approved_on}__gt": F(columns.due_on)}) | Q(
        **{columns.is_late_hours: True}
    )
    conditions = {
        Bucket.ON_TIME: closed & in_time,
        Bucket.LATE: closed & late,
        Bucket.WITHIN: still_open & Q(**{f"{columns.due_on}__gte": on}),
        Bucket.OVERDUE: still_open & Q(**{f"{columns.due_on}__lt": on}),
        Bucket.UNCONFIRMED: Q(**{f"{columns.state}__in": sorted(UNANSWERED)}),
        Bucket.DEREGISTERED: Q(**{columns.state: State.CLOSED}) & gone,
    }
    return conditions[bucket]


def aspect_of(aspect: Aspect, columns: Columns = NOW) -> Q:
    """Return the condition of an aspect among the tickets that were received."""
    closed = Q(**{columns.state: State.CLOSED})
    conditions = {
        Aspect.SOLVED: closed & Q(**{columns.outcome: Outcome.SOLVED}),
        Aspect.UNASKED: closed & Q(**{columns.outcome: ""}),
        Aspect.REDONE: Q(**{f"{columns.round}__gt": 1}),
        Aspect.PARKED: Q(**{columns.state: State.PARKED}),
        Aspect.EXTENDED: bucket_of(Bucket.ON_TIME, date.max, columns)
        & Q(**{f"{columns.approved_on}__gt": F(columns.promised_on)}),
        Aspect.WITHDRAWN: closed & Q(**{columns.outcome: Outcome.WITHDRAWN}),
    }
    return conditions[aspect]


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None and other is None else (one or 0) + (other or 0)
