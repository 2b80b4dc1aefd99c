"""What another program may ask the list of policies for."""

from __future__ import annotations

from datetime import datetime

import django_filters
from django.db.models import QuerySet

from cadres.pages.selectors.changed_since import SINCE, MomentFilter
from cadres.pages.selectors.changes import written
from cases.models import Policy
from cases.policies.rules.list_views import Tab
from cases.policies.selectors import policies


class PolicyQuestion(django_filters.FilterSet):  # type: ignore[misc]
    tab = django_filters.ChoiceFilter(label="范围", choices=Tab.choices, method="by_tab")
    outer_id = django_filters.CharFilter(label="外部编号", field_name="outer_id")
    updated_since = MomentFilter(label=SINCE, method="changed")

    class Meta:
        model = Policy
        fields: list[str] = []

    def by_tab(self, rows: QuerySet[Policy], name: str, value: str) -> QuerySet[Policy]:
        return policies.in_tab(rows, Tab(value), seen_by=self.request.viewer)

    def changed(self, rows: QuerySet[Policy], name: str, value: datetime) -> QuerySet[Policy]:
        """Policies, and the name of whose they are; a change of conditions writes the policy."""
        return rows.filter(written(value) | written(value, "unit__"))
