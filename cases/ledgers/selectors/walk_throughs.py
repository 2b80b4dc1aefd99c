"""Problems of 一把手走流程 and their measures, as a viewer may see them, and their figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.rules import walk_throughs as rules
from cases.ledgers.rules.walk_throughs import LIMIT, Show
from cases.models import Measure, Ticket
from cases.tickets.rules.vocabulary import Source
from cases.tickets.rules.workflow import NOT_COUNTED


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and what it counts: the words behind the `?` of its list."""

    show: Show
    value: int
    query: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """The same numbers of one lead unit."""

    pk: int
    unit: str
    figures: list[Figure]


def problems(unit: int | None = None, *, seen_by: Viewer) -> QuerySet[Ticket]:
    """Return the problems with how many measures each has, and how many of them are done."""
    seen = Ticket.objects.visible_to(seen_by).filter(source__startswith=Source.WALK_THROUGH)
    found = seen.exclude(state__in=sorted(NOT_COUNTED)).select_related("unit", "enterprise")
    found = found.filter(unit=unit) if unit else found
    done = Count("measures", filter=Q(measures__done_on__isnull=False))
    return found.annotate(measure_count=Count("measures"), done_count=done).order_by("-pk")


def measures(show: str, unit: int | None = None, *, seen_by: Viewer) -> QuerySet[Measure]:
    found = _measures(unit, seen_by).filter(rules.measures(show, seen_by.today))
    return found.select_related("ticket__unit").order_by("-ticket", "pk")


def figures(*, seen_by: Viewer) -> list[Figure]:
    """Return the numbers of everything that the viewer sees."""
    counted = _measures(None, seen_by).aggregate(**_counts(seen_by))
    counted[Show.PROBLEMS] = problems(seen_by=seen_by).count()
    return [Figure(show, counted[show], f"show={show}") for show in Show]


def by_unit(*, seen_by: Viewer) -> list[UnitLine]:
    """Return the same by lead unit, by name."""
    tickets = problems(seen_by=seen_by).order_by("unit__name").filter(unit__isnull=False)
    of_units = tickets.values_list("unit", "unit__name").annotate(Count("pk", distinct=True))
    counted = {
        row["ticket__unit"]: row
        for row in _measures(None, seen_by).values("ticket__unit").annotate(**_counts(seen_by))
    }
    lines = []
    for pk, name, count in of_units:
        known = {Show.PROBLEMS.value: count, **counted.get(pk, {})}
        found = [Figure(one, known.get(one, 0), f"show={one}&unit={pk}") for one in Show]
        lines.append(UnitLine(pk, name, found))
    return lines


def _measures(unit: int | None, viewer: Viewer) -> QuerySet[Measure]:
    tickets = problems(unit, seen_by=viewer).order_by().values("pk")
    return Measure.objects.filter(ticket__in=tickets).annotate(limit=LIMIT)


def _counts(viewer: Viewer) -> dict[str, Count]:
    of_measures = [show for show in Show if show is not Show.PROBLEMS]
    return {
        show.value: Count("pk", filter=rules.measures(show, viewer.today)) for show in of_measures
    }
