"""Ratings of windows as figures count them: by the unit that served, on a day of service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.cross_tables import IN_TIME, Ask, Dimension
from cases.figures.rules.definitions.entries import Group
from cases.figures.selectors.sources.source import Source
from cases.models import RatingClock
from cases.window_ratings.rules import definitions
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.outcomes import PLEASED, CallBack
from cases.window_ratings.rules.procedure import State, Verb
from cases.window_ratings.rules.stages import Stage
from cases.window_ratings.selectors import ratings

_COLUMNS = {
    Dimension.UNIT: "unit_id",
    Dimension.SUCCESSOR: "unit_id",
    Dimension.COUNTY: "county_id",
}


def _rows(ask: Ask, viewer: Viewer) -> QuerySet[Any]:
    """What this viewer sees; a rating that was found mistaken or malicious is none."""
    until = min(ask.period.until, ask.as_of or viewer.today)
    found = ratings.rows(seen_by=viewer).filter(served_on__range=(ask.period.since, until))
    found = found.exclude(case__state=State.EXCLUDED)
    return found.none() if ask.is_own else found


def _column(dimension: Dimension, ask: Ask, viewer: Viewer) -> Any:
    return TruncMonth("served_on") if dimension in IN_TIME else F(_COLUMNS[dimension])


def _condition(name: str, ask: Ask, viewer: Viewer) -> Q:
    on = ask.as_of or viewer.today
    said = Q(rated_on__isnull=False, rated_on__lte=on)
    # What came by a code is the county's own, and no 好差评.
    rated, by_code = (said & Q(source=one) for one in (rules.Source.PROVINCE, rules.Source.CODE))
    signed = Q(Exists(_first(ended__verb=Verb.SIGN, ended__at__date__lte=on)))
    timely = _first(ended__verb=Verb.SIGN, ended__at__date__lte=on)
    overdue = Q(Exists(_first(due_on__lt=on)))
    called = Q(case__called_on__lte=on) & ~Q(case__call_back=CallBack.UNREACHED)
    conditions = {
        definitions.SERVED: Q(source=rules.Source.PROVINCE),
        definitions.RATED: rated,
        definitions.WELL: rated & Q(level__in=rules.WELL),
        definitions.BAD: rated & Q(level__in=rules.BAD),
        definitions.CODE_RATED: by_code,
        definitions.CODE_BAD: by_code & Q(level__in=rules.BAD),
        definitions.ORDERED: signed | overdue,
        definitions.RECTIFIED: signed,
        definitions.IN_TIME: Q(Exists(timely.filter(ended__at__date__lte=F("due_on")))),
        definitions.CALLED: called,
        definitions.PLEASED: called & Q(case__call_back__in=PLEASED),
        definitions.PUBLISHED: Q(case__published_on__lte=on),
    }
    return conditions[name]


def _first(**wanted: Any) -> QuerySet[RatingClock]:
    """The first clock of rectification of a rating, where it is like this."""
    clocks = RatingClock.objects.filter(case__rating=OuterRef("pk"), stage=Stage.RECTIFY)
    earlier = RatingClock.objects.filter(
        case=OuterRef("case"), stage=Stage.RECTIFY, pk__lt=OuterRef("pk"), ended__verb=Verb.SIGN
    )
    return clocks.exclude(ended__verb=Verb.REASSIGN).exclude(Exists(earlier)).filter(**wanted)


def _lines(found: Sequence[Any], viewer: Viewer) -> Sequence[Any]:
    return ratings.lines(found, seen_by=viewer)


SOURCE = Source(
    group=Group.RATINGS,
    columns=definitions.COLUMNS,
    dimensions=(*_COLUMNS, *sorted(IN_TIME)),
    period_word="服务日期",
    note="省好差评系统和码上评议的评价分开统计，按被评价单位；未评价不当作满意。",
    rows=_rows,
    column=_column,
    condition=_condition,
    is_open_to=lambda viewer: bool(rules.seen_in(viewer) or viewer.unit_ids),
    listed=ratings.listed,
    lines=_lines,
    template="cases/window_ratings/_lines.html",
    unit="条",
)
