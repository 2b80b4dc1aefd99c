"""What another program may ask the list of topics for."""

from __future__ import annotations

from datetime import datetime

import django_filters
from django.db.models import QuerySet

from cadres.pages.selectors.changed_since import SINCE, MomentFilter
from cases.models import Topic
from cases.topics.selectors import changes


class TopicQuestion(django_filters.FilterSet):  # type: ignore[misc]
    updated_since = MomentFilter(label=SINCE, method="changed")

    class Meta:
        model = Topic
        fields: list[str] = []

    def changed(self, rows: QuerySet[Topic], name: str, value: datetime) -> QuerySet[Topic]:
        return rows.filter(changes.topics(value, seen_by=self.request.viewer))
