"""The double list as a workbook: both lists of a week, found by its filters, as on its page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from cadres.files.services.export_files import Export
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.models import OfficeTask
from cases.office_work.exchange import tasks_export
from cases.office_work.rules import weeks
from cases.office_work.selectors import tasks
from cases.office_work.web.forms import WeekFilterForm


def asked_monday(given: QueryDict, viewer: Viewer) -> date:
    """Return the Monday of the week that the address names; else of the running week."""
    return weeks.monday_of(typed_values.day(given.get("week")) or viewer.today)


def found_tasks(given: QueryDict, viewer: Viewer) -> QuerySet[OfficeTask]:
    """The tasks narrowed by the filters of the page; what cannot be read narrows nothing."""
    form = WeekFilterForm(given)
    form.is_valid()
    return tasks.narrowed(tasks.rows(seen_by=viewer), **form.cleaned_data)


def _both_lists(filters: str, viewer: Viewer) -> QuerySet[Any]:
    given = QueryDict(filters)
    return tasks.in_weeks(found_tasks(given, viewer), asked_monday(given, viewer))


TASKS = Export(
    "task",
    "双清单",
    lambda filters, viewer: f"双清单{asked_monday(QueryDict(filters), viewer):%Y%m%d}.xlsx",
    _both_lists,
    tasks_export.write,
)
