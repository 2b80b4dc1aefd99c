"""What another program may ask the list of ratings for."""

from __future__ import annotations

from datetime import datetime

import django_filters
from django.db.models import QuerySet

from cadres.pages.selectors.changed_since import SINCE, MomentFilter
from cadres.pages.selectors.changes import written
from cadres.pages.selectors.filter_fields import DayFilter
from cases.models import WindowRating
from cases.window_ratings.rules.procedure import State
from cases.window_ratings.rules.ratings import Level


class RatingQuestion(django_filters.FilterSet):  # type: ignore[misc]
    level = django_filters.ChoiceFilter(label="评价", choices=Level.choices)
    state = django_filters.ChoiceFilter(
        label="差评状态", field_name="case__state", choices=State.choices
    )
    served_from = DayFilter(label="服务日期从", field_name="served_on", lookup_expr="gte")
    served_until = DayFilter(label="服务日期到", field_name="served_on", lookup_expr="lte")
    updated_since = MomentFilter(label=SINCE, method="changed")

    class Meta:
        model = WindowRating
        fields: list[str] = []

    def changed(
        self, rows: QuerySet[WindowRating], name: str, value: datetime
    ) -> QuerySet[WindowRating]:
        """Ratings, the name of their unit, and how their loop stands."""
        beside = written(value, "unit__") | written(value, "case__")
        return rows.filter(written(value) | beside)
