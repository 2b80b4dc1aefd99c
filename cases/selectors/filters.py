"""Filters of ticket lists, the same for pages and API; what can be chosen is what can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet, Value

from cadres.models import Region, RegionLevel, Unit
from cadres.rules import typed
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cadres.selectors import calendar
from cadres.selectors.filter_fields import DayFilter, SearchFilter, remake
from cases.models import Category, Ticket
from cases.models.querysets import TicketQuerySet
from cases.rules import glance
from cases.rules.desks import View
from cases.rules.glance import Due
from cases.rules.handling import HandlingClass, Outcome, Source
from cases.rules.workflow import OPEN, State
from cases.selectors import search

ANY_OPEN = "open"
STATES = [(ANY_OPEN, "全部在办"), *State.choices]
SORTS = [("due", "在办，先到期在前")]
MINE = [("me", "我经办的")]
ANY = "全部"
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the drop-downs of one viewer offer."""

    counties: Choices
    units: Choices
    townships: Choices
    categories: Choices


class TicketFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Takes the request for its viewer; without one nothing can be chosen."""

    q = SearchFilter(label="搜索编号、企业、问题", method="find")
    state = django_filters.ChoiceFilter(
        label="状态", choices=STATES, method="in_state", empty_label=ANY
    )
    due = django_filters.ChoiceFilter(
        label="时限", choices=Due.choices, method="in_stretch", empty_label=ANY
    )
    county = django_filters.ChoiceFilter(
        label="县区", field_name="county_id", choices=[], empty_label=ANY
    )
    unit = django_filters.ChoiceFilter(
        label="承办单位", choices=[], method="with_unit", empty_label=ANY
    )
    township = django_filters.ChoiceFilter(
        label="乡镇", field_name="township_id", choices=[], empty_label=ANY
    )
    category = django_filters.ChoiceFilter(
        label="类别", field_name="category_id", choices=[], empty_label=ANY
    )
    source = django_filters.ChoiceFilter(label="来源", choices=Source.choices, empty_label=ANY)
    handling_class = django_filters.ChoiceFilter(
        label="办理类别", choices=HandlingClass.choices, empty_label=ANY
    )
    outcome = django_filters.ChoiceFilter(
        label="办理结果", choices=Outcome.choices, empty_label=ANY
    )
    filed_from = DayFilter(label="反映日期从", field_name="filed_on", lookup_expr="gte")
    filed_to = DayFilter(label="反映日期到", field_name="filed_on", lookup_expr="lte")
    sort = django_filters.ChoiceFilter(
        label="排序", choices=SORTS, method="in_order", empty_label="最新反映在前"
    )
    enterprise = django_filters.NumberFilter(
        field_name="enterprise_id", widget=forms.HiddenInput, label="企业"
    )
    handler = django_filters.NumberFilter(
        field_name="handler_id", widget=forms.HiddenInput, label="经办人"
    )
    mine = django_filters.ChoiceFilter(
        label="经办", choices=MINE, method="in_own_hands", empty_label=ANY
    )
    view = django_filters.ChoiceFilter(
        label="视图", choices=View.choices, method="in_view", widget=forms.HiddenInput
    )

    class Meta:
        model = Ticket
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, widget in (("filed_from", "date"), ("filed_to", "date")):
            remake(
                self.filters[name],
                widget=forms.DateInput(attrs={"type": widget}, format="%Y-%m-%d"),
            )
        if self.request is not None:
            self._offer(choices(str(self.data.get("county", "")), seen_by=self.viewer))

    @property
    def viewer(self) -> Viewer:
        viewer: Viewer = self.request.viewer
        return viewer

    def find(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        return search.narrowed(rows, value)

    def in_state(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        return rows.open() if value == ANY_OPEN else rows.filter(state=value)

    def in_stretch(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        days = calendar.work_calendar(region_id=_only(self.viewer.home_county_ids))
        return rows.filter(glance.due_is(Due(value), self.viewer.today, days))

    def with_unit(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        unit_id = int(value)
        return rows.filter(Q(unit_id=unit_id) | Q(co_unit_ids__contains=[unit_id]))

    def in_order(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        if value == "due":
            return rows.filter(state__in=sorted(OPEN)).order_by("due_on", "pk")
        return rows

    def in_own_hands(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        return rows.filter(handler_id=self.viewer.cadre_id)

    def in_view(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        return rows.in_view(View(value), self.viewer)

    def _offer(self, offered: Chosen) -> None:
        for name, found in (
            ("county", offered.counties),
            ("unit", offered.units),
            ("township", offered.townships),
            ("category", offered.categories),
        ):
            remake(self.filters[name], choices=found)
        needless = [
            name
            for name, found in (("county", offered.counties), ("unit", offered.units))
            if not found
        ]
        if not self.viewer.clerk_unit_ids:
            needless.append("mine")
        for name in needless:
            del self.filters[name]


def choices(county: str = "", *, seen_by: Viewer) -> Chosen:
    """Return what the viewer may choose, in one query.

    Who sees several counties chooses one first: the units of a province would fill the page.
    """
    counties = seen_by.county_ids or seen_by.home_county_ids
    asked = typed.number(county)
    chosen = asked if asked in counties else _only(counties)
    found: dict[str, list[tuple[int, str, str]]] = {}
    for kind, pk, position, name in _choice_rows(seen_by, counties, chosen):
        found.setdefault(kind, []).append((position, str(pk), name))
    return Chosen(*(_sorted(found, kind) for kind in ("county", "unit", "township", "category")))


def _choice_rows(
    viewer: Viewer, counties: tuple[int, ...], chosen: int | None
) -> QuerySet[Any, tuple[str, int, int, str]]:
    several = Region.objects.filter(pk__in=counties if len(counties) > 1 else [])
    towns = Region.objects.filter(parent_id=chosen, level=RegionLevel.TOWNSHIP)
    rows = [
        _as_choice(several, "county"),
        _as_choice(_units(viewer, chosen), "unit"),
        _as_choice(towns, "township"),
        _as_choice(Category.objects.filter(is_active=True), "category", "position"),
    ]
    return rows[0].union(*rows[1:], all=True)


def _units(viewer: Viewer, county: int | None) -> QuerySet[Unit]:
    if not (viewer.county_ids or viewer.has(Role.CADRE)):
        return Unit.objects.filter(pk__in=viewer.unit_ids)
    inside = Region.objects.filter(Q(pk=county) | Q(parent_id=county))
    return Unit.objects.filter(region__in=inside, is_active=True)


def _as_choice(rows: QuerySet[Any], kind: str, position: str = "pk") -> QuerySet[Any, Any]:
    return rows.order_by().values_list(Value(kind), F("pk"), F(position), F("name"))


def _sorted(found: dict[str, list[tuple[int, str, str]]], kind: str) -> Choices:
    return [(pk, name) for _, pk, name in sorted(found.get(kind, []))]


def _only(ids: tuple[int, ...]) -> int | None:
    return ids[0] if len(ids) == 1 else None
