"""The ledger of 明察暗访 as a workbook: found by its filters, as on its page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from cadres.files.services.export_files import Export
from cadres.viewers.rules.viewer import Viewer
from cases.inspections.exchange import inspections_export
from cases.inspections.selectors import inspections
from cases.inspections.web.forms import InspectionFilterForm
from cases.models import Inspection


def found_inspections(given: QueryDict, viewer: Viewer) -> QuerySet[Inspection]:
    """The rows of a tab of 明察暗访, narrowed; what cannot be read narrows nothing."""
    form = InspectionFilterForm(given)
    tab = inspections.tab_of(given.get("tab", ""))
    kept = inspections.in_tab(inspections.rows(seen_by=viewer), tab)
    return inspections.narrowed(kept, **(form.cleaned_data if form.is_valid() else {}))


def _inspections(filters: str, viewer: Viewer) -> QuerySet[Any]:
    found = found_inspections(QueryDict(filters), viewer)
    return inspections.with_letters(found, seen_by=viewer)


INSPECTIONS = Export(
    "inspection",
    "明察暗访台账",
    lambda _, viewer: f"明察暗访台账{viewer.today:%Y%m%d}.xlsx",
    _inspections,
    inspections_export.write,
)
