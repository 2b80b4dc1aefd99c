"""Who covers which enterprise, on any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from cadres.errors import Absent
from cadres.models import Cadre, Posting
from cadres.pages.rules import wording
from cadres.people.rules import naming
from cadres.submissions.rules import pasted_text
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Enterprise, Part
from enterprises.register.models.querysets import AssignmentQuerySet

ABSENT = "没有这条包联关系。"
# What a door names before anybody asks.
NONE = Assignment.objects.none()
# Parts in the order in which a team is read.
ORDER = (Part.CHIEF, Part.LIAISON, Part.COUNTY_LEADER)


@dataclass(frozen=True, slots=True)
class Covering:
    """One member of a team as a page shows it, with the unit of that time."""

    pk: int
    enterprise_id: int
    cadre_id: int | None
    name: str
    unit_name: str
    part: Part
    from_on: date
    to_on: date | None

    def __str__(self) -> str:
        return wording.person(self.name, self.unit_name)


def rows(*, seen_by: Viewer) -> AssignmentQuerySet:
    """Return the assignments of the visible register, the newest first."""
    seen = Assignment.objects.visible_to(seen_by).select_related("cadre", "enterprise")
    return seen.order_by("-from_on", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> Assignment:
    found = rows(seen_by=seen_by).select_related("enterprise__county").filter(pk=pk).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def end_facts(row: Assignment) -> dict[str, Any]:
    """Return what may be changed of a coverage, as it stands."""
    return {"to_on": row.to_on}


def team(enterprise: Enterprise, on: date, *, seen_by: Viewer) -> list[Covering]:
    """Who covered the enterprise on the day?"""
    return teams([enterprise.pk], on, seen_by=seen_by)[enterprise.pk]


def teams(
    enterprise_ids: Collection[int], on: date, *, seen_by: Viewer
) -> dict[int, list[Covering]]:
    """Return who served each enterprise on the day, in one query; nobody is an empty list."""
    seen = Assignment.objects.visible_to(seen_by).serving(on)
    found: dict[int, list[Covering]] = defaultdict(list)
    for line in _lines(seen.filter(enterprise_id__in=enterprise_ids), on):
        found[line.enterprise_id].append(line)
    return found


def history(enterprise: Enterprise, *, seen_by: Viewer) -> list[Covering]:
    """Return everybody who covers, covered or will cover the enterprise, the newest first."""
    seen = Assignment.objects.visible_to(seen_by).filter(enterprise=enterprise)
    return sorted(_lines(seen, seen_by.today), key=lambda line: line.from_on, reverse=True)


def lines(taken: Sequence[Assignment], *, seen_by: Viewer) -> list[Covering]:
    """Turn rows into lines with the unit of that time, in the order given; one query."""
    keys = [row.pk for row in taken]
    seen = Assignment.objects.visible_to(seen_by).filter(pk__in=keys)
    known = {line.pk: line for line in _lines(seen, seen_by.today)}
    return [known[pk] for pk in keys if pk in known]


def candidates(*, seen_by: Viewer, words: str = "") -> QuerySet[Cadre]:
    """Return the assisting cadres of the viewer's counties who may be given an enterprise."""
    postings = Posting.objects.in_force(seen_by.today).holding(Role.CADRE)
    if not seen_by.is_system:
        postings = postings.filter(_in_counties(seen_by.home_county_ids))
    cadres = Cadre.objects.filter(pk__in=postings.values("cadre_id"), is_active=True)
    cadres = cadres.filter(_named(words))
    by_unit = (F("unit_name"), "name_pinyin", "name", "pk")
    return _with_unit(cadres, seen_by.today).order_by(*by_unit)


def cadre(pk: int, *, seen_by: Viewer) -> Cadre:
    """Return a cadre who has, or had, a part in the visible register; oneself always."""
    seen = Assignment.objects.visible_to(seen_by).filter(cadre_id=pk)
    known = Cadre.objects.filter(pk=pk)
    found = _with_unit(known, seen_by.today).first()
    if found is None or (pk != seen_by.cadre_id and not seen.exists()):
        raise Absent("没有这位干部。")
    return found


def candidate(pk: int, *, seen_by: Viewer) -> Cadre:
    found = candidates(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这名在岗的助企干部。")
    return found


def holders(*, seen_by: Viewer, words: str) -> QuerySet[Cadre]:
    """Return cadres who cover something now in the counties whose register the viewer keeps."""
    held = Assignment.objects.visible_to(seen_by).not_over(seen_by.today)
    if not seen_by.is_system:
        held = held.filter(enterprise__county_id__any_of=seen_by.office_county_ids)
    cadres = Cadre.objects.filter(pk__in=held.of_cadres().values("cadre_id"))
    found = cadres.filter(_named(words))
    return _with_unit(found, seen_by.today).order_by(F("unit_name"), "name_pinyin", "name", "pk")


def _named(words: str) -> Q:
    """A name or a part of it, whatever dot parts it here and there."""
    name = naming.person_name(pasted_text.value(words))
    return Q(name__icontains=name) | Q(name__in=naming.writings(name))


def _in_counties(county_ids: Collection[int]) -> Q:
    """Units of the counties themselves and of their townships."""
    ids = list(county_ids)
    return Q(unit__region_id__any_of=ids) | Q(unit__region__parent_id__any_of=ids)


def _with_unit(cadres: QuerySet[Cadre], on: date) -> QuerySet[Cadre]:
    """Annotate `unit_name`, the unit in which the cadre serves on the day."""
    unit = _postings(Value(on)).filter(cadre_id=OuterRef("pk")).values("unit__name")[:1]
    return cadres.annotate(unit_name=Coalesce(Subquery(unit), Value("")))


def _lines(assignments: AssignmentQuerySet, on: date) -> Iterable[Covering]:
    """Read assignments with the unit of the day, or of their last day where they are over."""
    unit = _postings(OuterRef("day")).filter(cadre_id=OuterRef("cadre_id"))
    found = assignments.annotate(
        day=Least(Coalesce("to_on", Value(on)), Value(on)),
        unit_name=Subquery(unit.values("unit__name")[:1]),
    )
    # Names only: phones need not be decrypted to show a team.
    named = found.select_related("cadre").only(
        "enterprise_id", "cadre__name", "leader_name", "part", "from_on", "to_on"
    )
    lines = [
        Covering(
            pk=row.pk,
            enterprise_id=row.enterprise_id,
            cadre_id=row.cadre_id,
            name=row.cadre.name if row.cadre else row.leader_name,
            unit_name=row.unit_name or "",
            part=Part(row.part),
            from_on=row.from_on,
            to_on=row.to_on,
        )
        for row in named
    ]
    return sorted(lines, key=lambda line: (ORDER.index(line.part), line.from_on, line.pk))


def _postings(day: Value | OuterRef) -> QuerySet[Posting]:
    """Postings that held on the day, also of people who have left since; the cadre's own first."""
    first = Case(When(role=Role.CADRE, then=0), default=1, output_field=IntegerField())
    held = Posting.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)
    return held.order_by(first, "-from_on", "pk")
