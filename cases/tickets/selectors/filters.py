"""Filters of ticket lists, the same for pages and API; what can be chosen is what can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat

from cadres.models import Region, RegionLevel, Unit
from cadres.pages.models.prepared import ID
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.selectors.filter_fields import DayFilter, SearchFilter, remake
from cadres.people.rules import unit_labels
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, Ticket, TicketSource
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.list_views import View
from cases.tickets.rules.lists import orders
from cases.tickets.rules.lists.orders import Order
from cases.tickets.rules.sources.usual_sources import USUAL
from cases.tickets.rules.status_light import Due
from cases.tickets.rules.vocabulary import HandlingClass, Outcome
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import slices

STATES = [
    (slices.ANY_OPEN, "全部在办"),
    (slices.HELD, "在承办单位（含待确认）"),
    (slices.COUNTED, "计入统计（不含作废、并入）"),
    *State.choices,
]
USUAL_SOURCES = [(one.code, one.name) for one in USUAL]
MINE = [("me", "我经办的")]
ANY = "全部"
DAYS = ("filed_from", "filed_to", "closed_from", "closed_to")
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asker:
    """Stands for a request where there is none; its viewer is all that the filter asks for."""

    viewer: Viewer


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the drop-downs of one viewer offer."""

    counties: Choices
    units: Choices
    townships: Choices
    categories: Choices
    sources: Choices


def chosen(label: str, choices: Any = (), empty: str = ANY, **more: Any) -> Any:
    """One of several words; what it keeps of the rows is said in `slices`."""
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=empty, method="narrow", **more
    )


def picker() -> forms.Select:
    """A drop-down in which one finds by typing (cadres/js/picker.js)."""
    return forms.Select(attrs={"data-picker": True})


class TicketFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Takes the request for its viewer; without one nothing can be chosen."""

    q = SearchFilter(label="搜索编号、企业、问题", method="narrow")
    state = chosen("状态", STATES)
    due = chosen("时限", Due.choices)
    county = chosen("县区")
    unit = chosen("承办单位", widget=picker())
    co_unit = chosen("协办单位", widget=picker())
    township = chosen("乡镇")
    category = chosen("类别")
    source = chosen("来源", USUAL_SOURCES)
    handling_class = chosen("办理类别", HandlingClass.choices)
    outcome = chosen("办理结果", Outcome.choices)
    filed_from = DayFilter(label="反映日期从", method="narrow")
    filed_to = DayFilter(label="反映日期到", method="narrow")
    closed_from = DayFilter(label="办结日期从", method="narrow")
    closed_to = DayFilter(label="办结日期到", method="narrow")
    enterprise = django_filters.NumberFilter(
        widget=forms.HiddenInput, label="企业", method="narrow"
    )
    handler = django_filters.NumberFilter(widget=forms.HiddenInput, label="经办人", method="narrow")
    mine = chosen("经办", MINE)
    view = chosen("视图", View.choices, widget=forms.HiddenInput)
    # Last: an order holds for all that the others left.
    sort = chosen("排序", Order.choices, "默认")

    class Meta:
        model = Ticket
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DAYS:
            remake(
                self.filters[name],
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
        if self.request is not None:
            self._offer(choices(str(self.data.get("county", "")), seen_by=self.viewer))

    @property
    def viewer(self) -> Viewer:
        viewer: Viewer = self.request.viewer
        return viewer

    @property
    def order(self) -> Order:
        """In which order the rows come, chosen or not."""
        asked = self.form.cleaned_data
        return orders.order_of(*(asked.get(name) or "" for name in ("sort", "view", "due")))

    def filter_queryset(self, queryset: TicketQuerySet) -> TicketQuerySet:
        found: TicketQuerySet = super().filter_queryset(queryset)
        return found.in_order(self.order)

    def narrow(self, rows: TicketQuerySet, name: str, value: Any) -> TicketQuerySet:
        return slices.narrowed(rows, name, value, seen_by=self.viewer)

    def _offer(self, offered: Chosen) -> None:
        for name, found in (
            ("county", offered.counties),
            ("unit", offered.units),
            ("co_unit", offered.units),
            ("township", offered.townships),
            ("category", offered.categories),
            ("source", offered.sources),
        ):
            remake(self.filters[name], choices=found)
        needless = [
            name
            for name, found in (
                ("county", offered.counties),
                ("unit", offered.units),
                ("co_unit", offered.units),
            )
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
    asked = typed_values.number(county)
    chosen = asked if asked in counties else _only(counties)
    found: dict[str, list[tuple[int, str, str]]] = {}
    for kind, pk, position, name in _OFFERED(chosen or 0, seen_by=seen_by):
        found.setdefault(kind, []).append((position, str(pk), name))
    lists = {kind: _sorted(found, kind) for kind in ("county", "unit", "township", "category")}
    place = next((name for _, _, name in found.get("place", [])), "")
    short = unit_labels.without_county([name for _, name in lists["unit"]], place)
    units = [(pk, short[name]) for pk, name in lists["unit"]]
    return Chosen(lists["county"], units, lists["township"], lists["category"], _sources(found))


def _choice_rows(viewer: Viewer, chosen: int) -> QuerySet[Any, tuple[str, int, int, str]]:
    """Every choice; no county has the key 0."""
    counties = viewer.county_ids or viewer.home_county_ids
    several = Region.objects.filter(pk__in=counties if len(counties) > 1 else [])
    own = TicketSource.objects.filter(county_id__in=counties).exclude(name="")
    towns = Region.objects.filter(parent_id=chosen, level=RegionLevel.TOWNSHIP)
    rows = [
        _as_choice(several, "county"),
        _as_choice(Region.objects.filter(pk=chosen), "place"),
        _as_choice(_units(viewer, chosen), "unit"),
        _as_choice(towns, "township"),
        _as_choice(Category.objects.filter(is_active=True), "category", "position"),
        _as_choice(own.annotate(said=Concat("code", Value(" "), "name")), "source", name="said"),
    ]
    return rows[0].union(*rows[1:], all=True)


_OFFERED = PreparedForViewer(_choice_rows, ID)


def _units(viewer: Viewer, county: int) -> QuerySet[Unit]:
    if not (viewer.county_ids or viewer.has(Role.CADRE)):
        return Unit.objects.filter(pk__in=viewer.unit_ids)
    inside = Region.objects.filter(Q(pk=county) | Q(parent_id=county))
    return Unit.objects.filter(region__in=inside, is_active=True)


def _as_choice(
    rows: QuerySet[Any], kind: str, position: str = "pk", name: str = "name"
) -> QuerySet[Any, Any]:
    return rows.order_by().values_list(Value(kind), F("pk"), F(position), F(name))


def _sources(found: dict[str, list[tuple[int, str, str]]]) -> Choices:
    """The usual ones, closed or not: tickets came by them. Then the counties' own."""
    own = [tuple(said.split(" ", 1)) for _, _, said in sorted(found.get("source", []))]
    return [*USUAL_SOURCES, *((code, name) for code, name in own)]


def _sorted(found: dict[str, list[tuple[int, str, str]]], kind: str) -> Choices:
    return [(pk, name) for _, pk, name in sorted(found.get(kind, []))]


def _only(ids: tuple[int, ...]) -> int | None:
    return ids[0] if len(ids) == 1 else None
