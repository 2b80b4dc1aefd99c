"""Enterprises as figures count them: who covers them on a day, who came within a period."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.cross_tables import Ask, Dimension
from cases.figures.rules.definitions import coverage
from cases.figures.rules.definitions.entries import Group
from cases.figures.selectors import dimensions
from cases.figures.selectors.sources.source import Source
from enterprises.coverage.selectors import contact_balance
from enterprises.models import Assignment, Enterprise, Visit
from enterprises.register.rules import authority

_COLUMNS = {
    Dimension.TOWNSHIP: "township_id",
    Dimension.COUNTY: "county_id",
    Dimension.SIZE: "size",
    Dimension.INDUSTRY: "industry",
}


def _rows(ask: Ask, viewer: Viewer) -> QuerySet[Any]:
    found = Enterprise.objects.visible_to(viewer).active()
    found = found.filter(county_id__any_of=viewer.county_ids)
    return found.filter(pk__any_of=viewer.enterprise_ids) if ask.is_own else found


def _column(dimension: Dimension, ask: Ask, viewer: Viewer) -> Any:
    if dimension is Dimension.TEAM:
        return dimensions.covering_unit(ask.as_of or viewer.today, "pk")
    return F(_COLUMNS[dimension])


def _condition(name: str, ask: Ask, viewer: Viewer) -> Q:
    on = ask.as_of or viewer.today
    if name == coverage.ENTERPRISES:
        return Q(pk__isnull=False)
    if name in (coverage.COVERED, coverage.UNCOVERED):
        covered = Q(Exists(Assignment.objects.acting(on).filter(enterprise_id=OuterRef("pk"))))
        return covered if name == coverage.COVERED else ~covered
    since, until = ask.period.since, min(ask.period.until, on)
    if name == coverage.OFTEN_VISITED:
        often = contact_balance.called_on_often(since, until, seen_by=viewer)
        return Q(pk__in=often.values("pk"))
    met = Visit.objects.filter(enterprise_id=OuterRef("pk"), visited_on__range=(since, until))
    return Q(Exists(met)) if name == coverage.CONTACTED else ~Q(Exists(met))


def _listed(found: QuerySet[Any]) -> QuerySet[Any]:
    named = found.select_related("township", "county").defer("pairs")
    return named.order_by("township_id", "name", "pk")


SOURCE = Source(
    group=Group.COVERAGE,
    columns=coverage.COLUMNS,
    dimensions=(*_COLUMNS, Dimension.TEAM),
    period_word="走访、联系日期",
    note="包联看查看日在岗的助企干部，走访、联系看时段内；企业是今天在册的。",
    rows=_rows,
    column=_column,
    condition=_condition,
    is_open_to=authority.may_see_coverage,
    listed=_listed,
    lines=lambda rows, viewer: rows,
    template="cases/figures/_enterprise_rows.html",
    unit="家",
)
