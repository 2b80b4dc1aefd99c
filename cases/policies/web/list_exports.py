"""The enterprises of one policy as a workbook, as its page lists them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from cadres.errors import Absent
from cadres.files.services.export_files import Export
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy
from cases.policies.exchange import enterprises_export
from cases.policies.rules import policies as rules
from cases.policies.rules.fit import Fit
from cases.policies.selectors import fitting, policies


def _policy(given: QueryDict, viewer: Viewer) -> Policy:
    pk = typed_values.number(given.get("policy"))
    if pk is None:
        raise Absent(rules.ABSENT)
    return policies.fetch(pk, seen_by=viewer)


def _enterprises(filters: str, viewer: Viewer) -> QuerySet[Any]:
    given = QueryDict(filters)
    kind = fitting.fit_asked(given.get("fit", ""))
    return fitting.named(_policy(given, viewer), kind, seen_by=viewer)


def _name(filters: str, viewer: Viewer) -> str:
    given = QueryDict(filters)
    policy, kind = _policy(given, viewer), fitting.fit_asked(given.get("fit", ""))
    is_list = policy.is_automatic and kind is Fit.FITS
    return f"{'免申即享' if is_list else kind.label}企业名单{viewer.today:%Y%m%d}.xlsx"


ENTERPRISES = Export("policy", "政策适用企业名单", _name, _enterprises, enterprises_export.write)
