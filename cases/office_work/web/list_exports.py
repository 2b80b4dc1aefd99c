"""The lists of this room as workbooks, found by the filters of their pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from cadres.files.services.export_files import Export
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.models import IndicatorFinding, OfficeTask, ResultUse
from cases.office_work.exchange import findings_export, results_export, tasks_export
from cases.office_work.rules import weeks
from cases.office_work.selectors import finding_figures, findings, results, tasks
from cases.office_work.web.finding_forms import FindingFilterForm
from cases.office_work.web.forms import WeekFilterForm
from cases.office_work.web.result_forms import UseFilterForm


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


def found_uses(given: QueryDict, viewer: Viewer) -> QuerySet[ResultUse]:
    """The register narrowed by the filters of its page; what cannot be read narrows nothing."""
    form = UseFilterForm(given)
    form.is_valid()
    return results.narrowed(results.rows(seen_by=viewer), **form.cleaned_data)


RESULTS = Export(
    "result_use",
    "结果应用登记",
    lambda _, viewer: f"结果应用登记{viewer.today:%Y%m%d}.xlsx",
    lambda filters, viewer: found_uses(QueryDict(filters), viewer),
    results_export.write,
)


NUMBERS = ("indicator", "unit", "force")


def asked_figure(form: FindingFilterForm) -> dict[str, Any]:
    """Which number of the page of figures the list was opened from, as the address says it."""
    form.is_valid()
    asked = form.cleaned_data
    numbers = {name: typed_values.number(asked.get(name)) for name in NUMBERS}
    return {"show": asked.get("show", ""), **numbers}


def found_findings(given: QueryDict, viewer: Viewer) -> QuerySet[IndicatorFinding]:
    """The findings narrowed by the filters of their page; what cannot be read narrows nothing."""
    form = FindingFilterForm(given)
    figure = asked_figure(form)
    words = {name: form.cleaned_data.get(name, "") for name in ("q", "state")}
    found = findings.narrowed(findings.rows(seen_by=viewer), **words)
    return finding_figures.shown(found, **figure, seen_by=viewer)


FINDINGS = Export(
    "indicator_finding",
    "指标佐证清单",
    lambda _, viewer: f"指标佐证清单{viewer.today:%Y%m%d}.xlsx",
    lambda filters, viewer: found_findings(QueryDict(filters), viewer),
    findings_export.write,
)
