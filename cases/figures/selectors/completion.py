"""Completion (办结情况): figures of a cohort, counted by the database, and the rows behind each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache, reduce
from operator import add, or_
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from cadres.errors import Invalid
from cadres.models import Region, Unit
from cadres.pages.models.prepared import DAY, IDS, MOMENT, SINCE, UNTIL, Prepared
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import completion
from cases.figures.rules.completion import Aspect, Bucket, By, Figures, Look, Period
from cases.figures.selectors import cohorts, plan_figures
from cases.models import Category, Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import visibility
from cases.tickets.rules.clocks.binding_days import AS_OF, NOW, Columns
from cases.tickets.rules.vocabulary import SATISFIED
from cases.tickets.rules.workflow import NOT_COUNTED, State

OFFICE_ROW = "县助企办（待交办）"
NO_TOWNSHIP = "未分乡镇"
TOTAL = "合计"
# Beside the buckets: told twice, and in no figure.
MERGED = "merged"
# Which tickets `MISSED_ELSEWHERE` counts.
MISSED = "missed"
# Of several buckets at once.
APART = "apart"


@dataclass(frozen=True, slots=True)
class Question:
    """Which cohort, parted by what, looked at on which day; `is_own` keeps to covered firms."""

    period: Period
    by: By = By.UNIT
    as_of: date | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the key by which its tickets are found again, a label, the figures."""

    key: str
    label: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Report:
    """The rows and their sum; `merged` says how many were told twice and stand in no figure.

    `missed_elsewhere` are the tickets of that aspect, by the key of their row.
    """

    question: Question
    on: date
    rows: list[Row]
    total: Figures
    has_ratings: bool
    merged: int = 0
    missed_elsewhere: Mapping[str, Sequence[int]] = field(default_factory=dict)


def report(question: Question, *, seen_by: Viewer) -> Report:
    """Count the cohort in one query; what is not yet dispatched is the campaign office's own."""
    question = _settled(question, seen_by)
    look = _look(question, seen_by)
    has_ratings = visibility.may_see_ratings(seen_by)
    counted = _asked(_counted, question, look, seen_by)
    merged = sum(row.pop(MERGED) for row in counted)
    missed = {_key(row["key"]): pks for row in counted if (pks := row[MISSED])}
    for row in counted:
        row[Aspect.MISSED_ELSEWHERE.value] = len(row.pop(MISSED))
    plans = _plans(question, look, seen_by)
    counted = [row for row in counted if any(row[bucket.value] for bucket in Bucket)]
    labels = _labels(question.by, [row["key"] for row in counted])
    rows = [
        Row(_key(r["key"]), labels(r["key"]), _figures(r | plans.get(r["key"], {}), has_ratings))
        for r in counted
    ]
    rows.sort(key=lambda row: (row.key == "", row.key if _is_month(question) else 0, row.label))
    total = reduce(add, (row.figures for row in rows), Figures())
    return Report(question, look.on, rows, total, has_ratings, merged, missed)


def tickets(
    question: Question,
    *,
    seen_by: Viewer,
    key: str | None = None,
    besides: Collection[str] = (),
    bucket: str = "",
) -> TicketQuerySet:
    """Return the tickets behind one figure: of a row (or all), in a bucket or of an aspect.

    `besides` are rows that are left out: those that stand by themselves beside 其余.
    `APART` are those of all buckets that stand apart;
    `MERGED` are those that stand in no figure, because they were told twice.
    """
    question = _settled(question, seen_by)
    columns, look = _columns(question), _look(question, seen_by)
    counted = _cohort(question, look, seen_by, {State.VOID} if bucket == MERGED else NOT_COUNTED)
    ticket = _ticket(columns)
    if key is not None:
        counted = counted.filter(_row_is(question.by, key, columns))
    if besides:
        shown = [_row_is(question.by, one, columns) for one in besides]
        counted = counted.exclude(reduce(or_, shown))
    if bucket in plan_figures.LABELS:
        is_kept = bucket == plan_figures.KEPT
        counted = plan_figures.narrowed(counted, ticket, look, kept=is_kept)
    elif bucket:
        counted = counted.filter(_behind(bucket, look.on, columns, question.by))
    pks = counted.values(ticket)
    return Ticket.objects.filter(pk__in=pks).for_list().order_by("-filed_on", "-pk")


# Says which rows are asked of, for a question, a look at it and whoever looks.
Rows = Callable[[Question, Look, Viewer], Any]


def _asked(rows: Rows, question: Question, look: Look, viewer: Viewer) -> list[Any]:
    """The rows of a question, whose SQL is written once for each kind of question."""
    ask = _written(rows, question.by, question.as_of is not None, question.is_own)
    period = question.period
    return ask(period.since, period.until, look.on, look.ends_at, seen_by=viewer)


@cache
def _written(rows: Rows, by: By, is_past: bool, is_own: bool) -> PreparedForViewer:
    def asked(viewer: Viewer, since: date, until: date, on: date, ends_at: datetime) -> Any:
        question = Question(Period(since, until), by, on if is_past else None, is_own)
        return rows(question, Look(on, ends_at), viewer)

    return PreparedForViewer(asked, SINCE, UNTIL, DAY, MOMENT)


def _settled(question: Question, viewer: Viewer) -> Question:
    """Refuse a look into the future; take today's look as the plain one."""
    if question.as_of and question.as_of > viewer.today:
        raise Invalid("查看日期不能晚于今天。", {"as_of": "查看日期不能晚于今天。"})
    return replace(question, as_of=None) if question.as_of == viewer.today else question


def _columns(question: Question) -> Columns:
    return AS_OF if question.as_of else NOW


def _ticket(columns: Columns) -> str:
    return "pk" if columns is NOW else "ticket_id"


def _look(question: Question, viewer: Viewer) -> Look:
    return Look.at(question.as_of or viewer.today)


def _cohort(
    question: Question, look: Look, viewer: Viewer, left_out: Collection[State] = NOT_COUNTED
) -> QuerySet[Any]:
    """Visible tickets of the period, as they are now, or their last events up to the day."""
    tickets = cohorts.filed_tickets(is_own=question.is_own, seen_by=viewer).filter(
        filed_on__gte=question.period.since, filed_on__lte=question.period.until
    )
    return cohorts.standing(tickets, look.ends_at if question.as_of else None, left_out)


def _counted(question: Question, look: Look, viewer: Viewer) -> Any:
    columns, on = _columns(question), look.on
    counts: dict[str, Any] = {
        bucket.value: Count(
            "pk", filter=completion.bucket_of(bucket, on, columns, question.by.whose)
        )
        for bucket in Bucket
    }
    # Merged ones are counted apart in the same pass; no other figure holds them.
    merged = Q(**{columns.state: State.MERGED})
    for aspect in (one for one in Aspect if one is not Aspect.MISSED_ELSEWHERE):
        seen = completion.aspect_of(aspect, on, columns) & ~merged
        counts[aspect.value] = Count("pk", filter=seen)
    # Rounds, where the others count tickets.
    counts["rounds"] = Sum(F(columns.round) - 1, filter=~merged, default=0)
    counts[MERGED] = Count("pk", filter=merged)
    missed = completion.aspect_of(Aspect.MISSED_ELSEWHERE, on, columns) & ~merged
    counts[MISSED] = ArrayAgg(_ticket(columns), filter=missed, default=[])
    cohort = _cohort(question, look, viewer, {State.VOID})
    if visibility.may_see_ratings(viewer):
        cohort = _with_rating(cohort, columns, look)
        closed = completion.closed(columns)
        counts["rated"] = Count("pk", filter=closed & Q(said__satisfaction__gt=""))
        counts["satisfied"] = Count(
            "pk", filter=closed & Q(said__satisfaction__in=sorted(SATISFIED))
        )
    return cohort.annotate(key=_group(question.by, columns)).values("key").annotate(**counts)


def _planned(question: Question, look: Look, viewer: Viewer) -> Any:
    columns = _columns(question)
    due = plan_figures.narrowed(_cohort(question, look, viewer), _ticket(columns), look)
    keyed = due.annotate(key=_group(question.by, columns)).order_by()
    return keyed.values_list("key", "is_kept")


def _plans(question: Question, look: Look, viewer: Viewer) -> dict[Any, dict[str, int]]:
    """Count the plans that were due, and those that were kept, by row."""
    counted: dict[Any, dict[str, int]] = {}
    for key, is_kept in _asked(_planned, question, look, viewer):
        row = counted.setdefault(key, {plan_figures.DUE: 0, plan_figures.KEPT: 0})
        row[plan_figures.DUE] += 1
        row[plan_figures.KEPT] += is_kept
    return counted


def _with_rating(cohort: QuerySet[Any], columns: Columns, look: Look) -> QuerySet[Any]:
    """Join the answer of the ticket's present round; of the last day, one row at most."""
    ratings = f"{columns.ticket}ratings"
    condition = Q(**{f"{ratings}__round": F("round")})
    if columns is AS_OF:
        condition &= Q(**{f"{ratings}__rated_at__lt": look.ends_at})
    joined: QuerySet[Any] = cohort.annotate(said=FilteredRelation(ratings, condition=condition))
    return joined


def _group(by: By, columns: Columns) -> Any:
    groups = {
        By.UNIT: F(f"{columns.unit}_id"),
        By.TOWNSHIP: F(f"{columns.ticket}township_id"),
        By.CATEGORY: F(f"{columns.ticket}category_id"),
        By.COUNTY: F(f"{columns.ticket}county_id"),
        By.MONTH: TruncMonth(f"{columns.ticket}filed_on"),
    }
    return groups[by]


def _row_is(by: By, key: str, columns: Columns) -> Q:
    """The condition of a row, from the key that the report gave it."""
    if by is By.MONTH:
        first = _month(key)
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        filed_on = f"{columns.ticket}filed_on"
        return Q(**{f"{filed_on}__gte": first, f"{filed_on}__lt": following})
    column = f"{columns.unit if by is By.UNIT else columns.ticket + by.value}_id"
    if key == "":
        return Q(**{f"{column}__isnull": True})
    pk = typed_values.number(key)
    if pk is None:
        raise Invalid("没有这一行，请从报表重新打开。")
    return Q(**{column: pk})


def _labels(by: By, keys: list[Any]) -> Any:
    """Return a function from key to words, after one query for the names."""
    if by is By.MONTH:
        return lambda key: f"{key.year}年{key.month}月"
    rows = _NAMES.get(by, _REGIONS)([key for key in keys if key is not None])
    names = {row["pk"]: row["name"] for row in rows}
    empty = {By.UNIT: OFFICE_ROW, By.TOWNSHIP: NO_TOWNSHIP}.get(by, "未填")
    return lambda key: names.get(key, empty)


_REGIONS = Prepared(lambda pks: Region.objects.filter(pk__any_of=pks).values("pk", "name"), IDS)
_NAMES = {
    By.UNIT: Prepared(lambda pks: Unit.objects.filter(pk__any_of=pks).values("pk", "name"), IDS),
    By.CATEGORY: Prepared(
        lambda pks: Category.objects.filter(pk__any_of=pks).values("pk", "name"), IDS
    ),
}


def _figures(row: dict[str, Any], has_ratings: bool) -> Figures:
    counts = {name: row.get(name) or 0 for name in completion.COUNTED}
    if has_ratings:
        return Figures(**counts, rated=row["rated"], satisfied=row["satisfied"])
    return Figures(**counts)


def _key(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%Y-%m}" if isinstance(value, date) else str(value)


def _month(key: str) -> date:
    first = typed_values.month(key)
    if first is None:
        raise Invalid("月份写作 2026-03，请从报表重新打开。")
    return first


def _behind(value: str, on: date, columns: Columns, by: By) -> Q:
    if value == MERGED:
        return Q(**{columns.state: State.MERGED})
    if value in Aspect.values:
        return completion.aspect_of(Aspect(value), on, columns)
    wanted = completion.APART if value == APART else (value,)
    if value not in (*Bucket.values, APART):
        raise Invalid("没有这一栏，请从报表重新打开。")
    return reduce(or_, (completion.bucket_of(Bucket(one), on, columns, by.whose) for one in wanted))


def _is_month(question: Question) -> bool:
    return question.by is By.MONTH
