"""Filters of lists, the same for pages and API; what can be chosen is what can be seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django import forms

from cadres.pages.selectors.filter_fields import DayFilter, SearchFilter, remake
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Enterprise, Manner, Part, Purpose, Size, Visit
from enterprises.register.models.querysets import (
    AssignmentQuerySet,
    EnterpriseQuerySet,
    VisitQuerySet,
)
from enterprises.register.selectors import enterprises, nearness

YES, NO = "yes", "no"
COVERED = [(YES, "已包联"), (NO, "无人包联")]
REGISTERED = [(YES, "在册"), (NO, "已移出")]
# Days without any contact, as choices of a list; no obligation follows from them.
QUIET = [("30", "近 30 天没有联系"), ("90", "近 90 天没有联系"), ("180", "近 180 天没有联系")]
Choices = list[tuple[str, str]]


class ChoiceFilter(django_filters.ChoiceFilter):  # type: ignore[misc]
    """Nothing chosen is all of it, and says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"empty_label": "全部", **kwargs})


class ViewerFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Takes the request for its viewer; without one nothing can be chosen."""

    @property
    def viewer(self) -> Viewer:
        viewer: Viewer = self.request.viewer
        return viewer

    def offer(self, name: str, choices: Choices) -> None:
        """Fill a drop-down; one with nothing to choose is left out."""
        remake(self.filters[name], choices=choices)
        if not choices:
            del self.filters[name]


class EnterpriseFilter(ViewerFilter):
    q = SearchFilter(label="名称、别名、信用代码或联系电话", method="find")
    county = ChoiceFilter(label="县区", field_name="county_id", choices=[])
    township = ChoiceFilter(label="乡镇", field_name="township_id", choices=[])
    industry = ChoiceFilter(label="行业", choices=[])
    size = ChoiceFilter(label="规模", choices=Size.choices)
    covered = ChoiceFilter(label="包联", choices=COVERED, method="by_coverage")
    quiet = ChoiceFilter(label="联系", choices=QUIET, method="by_contact")
    registered = ChoiceFilter(
        label="名录", choices=REGISTERED, method="by_register", empty_label=None, null_label=None
    )

    class Meta:
        model = Enterprise
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is not None:
            self._offer_places()

    def filter_queryset(self, queryset: EnterpriseQuerySet) -> EnterpriseQuerySet:
        """Who left the register is shown only where it is asked for."""
        found: EnterpriseQuerySet = super().filter_queryset(queryset)
        return found if self.is_whole else found.active()

    @property
    def is_whole(self) -> bool:
        """Whether what was asked for says itself which part of the register is meant."""
        return bool(self.form.cleaned_data.get("registered"))

    def find(self, rows: EnterpriseQuerySet, name: str, value: str) -> EnterpriseQuerySet:
        near = nearness.ids(seen_by=self.viewer)
        return rows.matching(value, self.viewer, near=near)

    def by_coverage(self, rows: EnterpriseQuerySet, name: str, value: str) -> EnterpriseQuerySet:
        today = self.viewer.today
        return rows.covered(today) if value == YES else rows.uncovered(today)

    def by_contact(self, rows: EnterpriseQuerySet, name: str, value: str) -> EnterpriseQuerySet:
        return rows.without_contact_since(self.viewer.today - timedelta(days=int(value)))

    def by_register(self, rows: EnterpriseQuerySet, name: str, value: str) -> EnterpriseQuerySet:
        return rows.filter(is_active=value == YES)

    def _offer_places(self) -> None:
        """Who sees several counties chooses one first: the townships of a province fill a page."""
        county = enterprises.settled_county(self.data.get("county", ""), seen_by=self.viewer)
        found = enterprises.choices(county, seen_by=self.viewer)
        self.offer("county", found.counties)
        self.offer("township", found.townships)
        self.offer("industry", found.industries)


class AssignmentFilter(ViewerFilter):
    enterprise = django_filters.NumberFilter(field_name="enterprise_id", label="企业")
    cadre = django_filters.NumberFilter(field_name="cadre_id", label="干部")
    part = ChoiceFilter(label="包联角色", choices=Part.choices)
    on = DayFilter(label="在这一天包联", method="in_force")

    class Meta:
        model = Assignment
        fields: list[str] = []

    def in_force(self, rows: AssignmentQuerySet, name: str, value: Any) -> AssignmentQuerySet:
        return rows.in_force(value)


class VisitFilter(ViewerFilter):
    q = SearchFilter(label="企业名称", method="find")
    manner = ChoiceFilter(label="方式", choices=Manner.choices)
    purpose = ChoiceFilter(label="目的", choices=Purpose.choices)
    since = DayFilter(label="日期从", field_name="visited_on", lookup_expr="gte")
    until = DayFilter(label="日期到", field_name="visited_on", lookup_expr="lte")
    enterprise = django_filters.NumberFilter(
        field_name="enterprise_id", widget=forms.HiddenInput, label="企业"
    )

    class Meta:
        model = Visit
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            remake(
                self.filters[name],
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def find(self, rows: VisitQuerySet, name: str, value: str) -> VisitQuerySet:
        return rows.of_enterprises_matching(value)
