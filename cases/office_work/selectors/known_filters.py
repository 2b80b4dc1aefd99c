"""What another program may ask the list of tasks for."""

from __future__ import annotations

from datetime import datetime

import django_filters
from django.db.models import QuerySet

from cadres.pages.selectors.changed_since import SINCE, MomentFilter
from cadres.pages.selectors.changes import written
from cadres.pages.selectors.filter_fields import DayFilter
from cases.models import OfficeTask
from cases.office_work.rules.tasks import TaskState


class TaskQuestion(django_filters.FilterSet):  # type: ignore[misc]
    week_on = DayFilter(label="所在周的周一", field_name="week_on")
    state = django_filters.ChoiceFilter(label="状态", choices=TaskState.choices)
    updated_since = MomentFilter(label=SINCE, method="changed")

    class Meta:
        model = OfficeTask
        fields: list[str] = []

    def changed(
        self, rows: QuerySet[OfficeTask], name: str, value: datetime
    ) -> QuerySet[OfficeTask]:
        """Tasks, the name of whose they are, their ticket, and in which week they go on."""
        beside = written(value, "unit__") | written(value, "ticket__")
        return rows.filter(written(value) | beside | written(value, "carried_to__"))
