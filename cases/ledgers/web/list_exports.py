"""Ledgers that go out: the tickets of a list (问题台账), and the rows that were not brought in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_GET

from cadres.errors import Absent, Invalid
from cadres.files.services.export_files import Export
from cadres.files.web import exports
from cadres.pages.web.request_types import Request
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.exchange import ledger_export, refused_rows_export
from cases.ledgers.rules.imports import Kind, check_may_import
from cases.ledgers.selectors import imports
from cases.tickets.selectors import tickets
from cases.tickets.selectors.filters import Asker, TicketFilter

BAD_FILTER = "筛选条件有误，请回到清单修改后再导出。"


@require_GET
@login_required
def tickets_export(request: Request) -> HttpResponse:
    """The list as it is filtered, in the county's own ledger form; who took it is on record."""
    return exports.answer(request, TICKETS)


def _tickets(filters: str, viewer: Viewer) -> QuerySet[Any]:
    rows = tickets.rows(seen_by=viewer)
    chosen = TicketFilter(QueryDict(filters), rows, request=Asker(viewer))
    if not chosen.is_valid():
        raise Invalid(BAD_FILTER)
    return chosen.qs


def _refused(filters: str, viewer: Viewer) -> QuerySet[Any]:
    check_may_import(viewer)
    return imports.refused(seen_by=viewer, kind=_kind(filters))


def _kind(filters: str) -> Kind:
    asked = QueryDict(filters).get("kind", "")
    if asked not in Kind.values:
        raise Absent("请从未导入的行中选择台账再下载。")
    return Kind(asked)


TICKETS = Export(
    "ticket",
    "问题台账",
    lambda _, viewer: f"问题台账{viewer.today:%Y%m%d}.xlsx",
    _tickets,
    ledger_export.write,
)
REFUSED = Export(
    "ledger.refused",
    "未导入的行",
    lambda filters, _: f"未导入的行-{_kind(filters).label}.xlsx",
    _refused,
    refused_rows_export.write,
)
