"""Empty sheets to fill in, for who may bring ledgers in."""

from __future__ import annotations

import io

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from cadres.errors import Absent
from cadres.files.web import exports
from cadres.pages.web.request_types import Request
from cases.ledgers.exchange import blank_sheets
from cases.ledgers.rules.imports import Kind, may_import


@require_GET
@login_required
def download(request: Request, kind: str) -> HttpResponse:
    """Who may not import finds none, as if there were no such ledger."""
    if kind not in Kind.values or not may_import(request.viewer):
        raise Absent("没有这张空表。")
    out = io.BytesIO()
    blank_sheets.write(out, Kind(kind))
    return exports.workbook(out.getvalue(), f"{Kind(kind).label}（空表）.xlsx")
