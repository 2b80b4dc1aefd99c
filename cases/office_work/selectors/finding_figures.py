"""Findings counted by indicator, lead unit and 专班, each number with the list that it opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from cadres.models import Unit
from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cases.models import Evidence, Indicator, IndicatorFinding
from cases.office_work.rules import findings as rules
from cases.office_work.rules import indicator_leads as lead_rules
from cases.office_work.rules.finding_figures import Show
from cases.office_work.rules.findings import FindingState
from cases.office_work.selectors import indicator_leads

Numbers = Counter[str]
# Of what a number may be one part.
NAMED: Mapping[str, type[Indicator | Unit]] = {"indicator": Indicator, "unit": Unit, "force": Unit}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the address of its list."""

    show: Show
    value: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers of one indicator, unit or 专班, and which share is done, and done in time."""

    label: str
    figures: list[Figure]
    done: Rate
    in_time: Rate


@dataclass(frozen=True, slots=True)
class FindingFigures:
    total: Line
    by_indicator: list[Line]
    by_unit: list[Line]
    by_force: list[Line]


def shown(
    found: QuerySet[IndicatorFinding],
    *,
    show: str = "",
    indicator: int | None = None,
    unit: int | None = None,
    force: int | None = None,
    seen_by: Viewer,
) -> QuerySet[IndicatorFinding]:
    """Keep what a number of the page of figures counts."""
    if show in Show.values:
        found = found.filter(_counted(Show(show), seen_by.today))
    if indicator is not None:
        found = found.filter(_under(indicator))
    if unit is not None:
        found = found.filter(unit=unit)
    return found if force is None else found.filter(indicator__in=_of_force(force, found, seen_by))


def words_of(
    *,
    show: str = "",
    indicator: int | None = None,
    unit: int | None = None,
    force: int | None = None,
    seen_by: Viewer,
) -> str:
    """Say which number that is; behind what the viewer does not see stands no name."""
    asked = {"indicator": indicator, "unit": unit, "force": force}
    kept: dict[str, Any] = {name: pk for name, pk in asked.items() if pk is not None}
    seen = IndicatorFinding.objects.filter(rules.findings_for(seen_by))
    is_seen = shown(seen, **kept, seen_by=seen_by).exists()
    names = [str(NAMED[name].objects.get(pk=pk)) for name, pk in kept.items() if is_seen]
    return " · ".join([*names, *([Show(show).label] if show in Show.values else [])])


def figures(*, seen_by: Viewer) -> FindingFigures:
    """Count everything that the viewer sees."""
    seen = IndicatorFinding.objects.filter(rules.findings_for(seen_by))
    seen = seen.exclude(state=FindingState.VOID).order_by()
    counts = {show.value: Count("pk", filter=_counted(show, seen_by.today)) for show in Show}
    total = seen.aggregate(**counts)
    units = seen.values("unit", "unit__name").annotate(**counts).order_by("unit__name", "unit")
    grouped = list(seen.values("indicator").annotate(**counts))
    return FindingFigures(
        total=_line("一共", "", total),
        by_indicator=_by_indicator(grouped),
        by_unit=[_line(one["unit__name"], f"unit={one['unit']}", one) for one in units],
        by_force=_by_force(grouped, seen_by),
    )


def _counted(show: Show, today: date) -> Q:
    pieces = Evidence.objects.filter(finding=OuterRef("pk"))
    done = Q(state=FindingState.CLOSED)
    if show is Show.ANSWERED:
        return Q(Exists(pieces))
    if show is Show.IN_TIME:
        return done & ~Q(Exists(pieces.filter(filed_at__date__gt=OuterRef("due_on"))))
    late = Q(state=FindingState.OPEN, due_on__lt=today)
    return {Show.DONE: done, Show.LATE: late}.get(show, Q(pk__isnull=False))


def _by_indicator(grouped: Iterable[Mapping[str, Any]]) -> list[Line]:
    """By the first level, with all below it."""
    counted = {one["indicator"]: one for one in grouped}
    used = list(Indicator.objects.filter(pk__in=counted).select_related("county"))
    first = {(one.county_id, lead_rules.first_level(one.path)) for one in used}
    heads = Indicator.objects.filter(
        county__in={county for county, _ in first}, path__in={path for _, path in first}
    )
    by_head = {(one.county_id, one.path): one for one in heads}
    summed: dict[Indicator, Numbers] = {}
    for one in used:
        head = by_head.get((one.county_id, lead_rules.first_level(one.path)), one)
        _add(summed.setdefault(head, Counter()), counted[one.pk])
    several = len({one.county_id for one in used}) > 1
    counties = {one.county_id: one.county.name for one in used}
    named = {
        head: f"{counties[head.county_id]} {head.path}" if several else head.path for head in summed
    }
    ordered = sorted(summed, key=lambda head: (head.county_id, head.pk))
    return [_line(named[head], f"indicator={head.pk}", summed[head]) for head in ordered]


def _by_force(grouped: Iterable[Mapping[str, Any]], viewer: Viewer) -> list[Line]:
    """By the 专班 to which the indicator belongs now."""
    counted = {one["indicator"]: one for one in grouped}
    used = Indicator.objects.filter(pk__in=counted)
    summed: dict[tuple[str, int], Numbers] = {}
    for line in indicator_leads.lines(used, seen_by=viewer):
        force = line.lead.task_force if line.lead else None
        if force is not None:
            key = (force.name, force.pk)
            _add(summed.setdefault(key, Counter()), counted[line.indicator.pk])
    return [_line(name, f"force={pk}", summed[name, pk]) for name, pk in sorted(summed)]


def _add(numbers: Numbers, more: Mapping[str, Any]) -> None:
    numbers.update({show.value: more[show.value] for show in Show})


def _line(label: str, query: str, counted: Mapping[str, Any]) -> Line:
    address = reverse("cases:finding-list")
    parts = {
        show: "&".join(part for part in (f"show={show.value}", query) if part) for show in Show
    }
    found = [Figure(show, counted[show.value], f"{address}?{parts[show]}") for show in Show]
    value = {one.show: one.value for one in found}
    return Line(
        label,
        found,
        done=Rate(value[Show.DONE], value[Show.FOUND]),
        in_time=Rate(value[Show.IN_TIME], value[Show.DONE]),
    )


def _under(pk: int) -> Q:
    """The indicator itself and what lies below it."""
    found = Indicator.objects.filter(pk=pk).first()
    if found is None:
        return Q(indicator=pk)
    below = f"{found.path}{lead_rules.BELOW}"
    return Q(indicator=pk) | Q(indicator__county=found.county_id, indicator__path__startswith=below)


def _of_force(pk: int, found: QuerySet[IndicatorFinding], viewer: Viewer) -> list[int]:
    used = Indicator.objects.filter(pk__in=found.order_by().values("indicator"))
    lines = indicator_leads.lines(used, seen_by=viewer)
    return [one.indicator.pk for one in lines if one.lead and one.lead.task_force_id == pk]
