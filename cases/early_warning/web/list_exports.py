"""预警 and 逐项核对 as workbooks, of the county that the page shows."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import QueryDict

from cadres.files.services.export_files import Export
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.exchange import warnings_export
from cases.early_warning.selectors import request_list, warnings
from cases.models import EarlyWarning, RequestAnswer


def _county(filters: str, viewer: Viewer) -> int:
    asked = typed_values.number(QueryDict(filters).get("county", ""))
    return warnings.county_of(asked, seen_by=viewer)


def _warnings(filters: str, viewer: Viewer) -> QuerySet[EarlyWarning]:
    return warnings.rows(_county(filters, viewer), seen_by=viewer)


def _requests(filters: str, viewer: Viewer) -> QuerySet[RequestAnswer]:
    return request_list.rows(_county(filters, viewer), seen_by=viewer)


WARNINGS = Export(
    "warning",
    "预警清单",
    lambda _, viewer: f"预警清单{viewer.today:%Y%m%d}.xlsx",
    _warnings,
    warnings_export.write_warnings,
)
REQUESTS = Export(
    "request_answer",
    "逐项核对清单",
    lambda _, viewer: f"逐项核对清单{viewer.today:%Y%m%d}.xlsx",
    _requests,
    warnings_export.write_requests,
)
