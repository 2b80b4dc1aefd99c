"""How each measure of tickets in the catalogue is counted: one condition, for counts and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from cadres.errors import Invalid
from cases.figures.rules import completion
from cases.figures.rules.completion import APART, Aspect, Bucket, Look
from cases.figures.rules.definitions import handling, ideas, standing
from cases.figures.rules.definitions.entries import Ratio
from cases.figures.rules.definitions.handling import ColumnMeasure, HistoryMeasure
from cases.figures.selectors import history_measures, plan_figures
from cases.figures.selectors.cohorts import Seen
from cases.models import Adoption, Rating, Ticket
from cases.tickets.rules.closing.adoptions import ADOPTED
from cases.tickets.rules.sources import usual_sources
from cases.tickets.rules.vocabulary import SATISFIED

RATED, SATISFIED_ONES = "rated", "satisfied"
Says = Callable[[Seen], Q]


def condition(name: str, seen: Seen) -> Q:
    """Return the condition of a measure among the tickets of a table. Raises Invalid."""
    if name in Bucket.values:
        return completion.bucket_of(Bucket(name), seen.on, seen.columns, seen.whose)
    if name in Aspect.values:
        return completion.aspect_of(Aspect(name), seen.on, seen.columns)
    if name in ColumnMeasure.values:
        return handling.of_columns(ColumnMeasure(name), seen.on, seen.columns, seen.whose)
    if name in HistoryMeasure.values:
        return history_measures.condition(HistoryMeasure(name), seen)
    if name not in _OTHERS:
        raise Invalid("没有这一栏，请从报表重新打开。")
    return _OTHERS[name](seen)


def numerator(ratio: Ratio, seen: Seen) -> Q:
    """Return the condition of the tickets that a rate counts."""
    return _any(ratio.over, seen)


def denominator(ratio: Ratio, seen: Seen) -> Q:
    """Return the condition of the tickets over which a rate goes."""
    whole = _any(ratio.of, seen)
    return whole & ~_any(ratio.less, seen) if ratio.less else whole


def _any(names: Iterable[str], seen: Seen) -> Q:
    return reduce(or_, (condition(name, seen) for name in names))


def _filed(seen: Seen) -> str:
    return f"{seen.columns.ticket}filed_on"


def _apart(seen: Seen) -> Q:
    return _any((bucket.value for bucket in APART), seen)


def _rated(seen: Seen, *levels: str) -> Q:
    """Rated in the round in which the ticket then stood, of what was 办结."""
    said = Rating.objects.filter(
        ticket=OuterRef(seen.ticket), round=OuterRef("round"), rated_at__lte=seen.ends_at
    )
    said = said.filter(satisfaction__in=levels) if levels else said.exclude(satisfaction="")
    return completion.closed(seen.columns) & Q(Exists(said))


def _planned(seen: Seen, *, kept: bool) -> Q:
    due = plan_figures.narrowed(Ticket.objects.order_by(), "pk", Look.at(seen.on), kept=kept)
    return Q(**{f"{seen.ticket}__in": due.values("pk")})


def _ideas(seen: Seen) -> Q:
    return Q(**{f"{seen.columns.ticket}source": usual_sources.IDEA})


def _decided(seen: Seen, **said: Any) -> Q:
    """Decided in the round in which the suggestion then stood."""
    found = Adoption.objects.filter(
        ticket=OuterRef(seen.ticket), round=OuterRef("round"), decided_at__lte=seen.ends_at, **said
    )
    return _ideas(seen) & Q(Exists(found))


_OTHERS: dict[str, Says] = {
    standing.RECEIVED: lambda seen: Q(**{f"{_filed(seen)}__gte": seen.since}),
    standing.CARRIED: lambda seen: Q(**{f"{_filed(seen)}__lt": seen.since}),
    "to_handle": lambda seen: Q(**{f"{_filed(seen)}__isnull": False}),
    standing.CLOSED: lambda seen: completion.closed(seen.columns),
    standing.APART: _apart,
    RATED: _rated,
    SATISFIED_ONES: lambda seen: _rated(seen, *sorted(SATISFIED)),
    ideas.RECEIVED: _ideas,
    ideas.DECIDED: _decided,
    ideas.ADOPTED: lambda seen: _decided(seen, adopted__in=ADOPTED),
    ideas.IN_USE: lambda seen: _decided(seen, adopted__in=ADOPTED, in_use_on__lte=seen.on),
    plan_figures.DUE: lambda seen: _planned(seen, kept=False),
    plan_figures.KEPT: lambda seen: _planned(seen, kept=True),
}
