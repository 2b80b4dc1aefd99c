"""The lists of this app that can be taken out: found by their filters, as on their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from cadres.errors import Absent, Invalid
from cadres.files.services.export_files import Export
from cadres.people.rules.viewer import Viewer
from cases.inspections.exchange import inspections_out
from cases.inspections.selectors import inspections
from cases.inspections.web.forms import InspectionFilterForm
from cases.ledgers.exchange import ledger_export, refused_rows_export
from cases.ledgers.rules.imports import Kind, check_may_import
from cases.ledgers.selectors import imports
from cases.letters.exchange import register
from cases.letters.selectors import letters
from cases.letters.selectors.letters import Tab
from cases.letters.web.forms import LetterFilterForm
from cases.models import Inspection, Letter
from cases.tickets.selectors import tickets
from cases.tickets.selectors.filters import TicketFilter

BAD_FILTER = "筛选条件有误，请回到清单修改后再导出。"


@dataclass(frozen=True, slots=True)
class Asker:
    """Stands for the request, whose viewer is all that the filter asks for."""

    viewer: Viewer


def found_letters(given: QueryDict, viewer: Viewer) -> QuerySet[Letter]:
    """The letters of a tab, narrowed; what cannot be read narrows nothing."""
    form = LetterFilterForm(given)
    rows = letters.rows(seen_by=viewer)
    kept = letters.in_tab(rows, tab_of(given, viewer), seen_by=viewer)
    return letters.narrowed(kept, **(form.cleaned_data if form.is_valid() else {}))


def tab_of(given: QueryDict, viewer: Viewer) -> Tab:
    """The tab that the address asks for, or the first one that there is for this person."""
    asked, offered = given.get("tab", ""), letters.tabs_for(viewer)
    usual = Tab.ALL if viewer.county_ids else offered[0]
    return next((tab for tab in offered if tab.value == asked), usual)


def _tickets(filters: str, viewer: Viewer) -> QuerySet[Any]:
    rows = tickets.rows(seen_by=viewer)
    chosen = TicketFilter(QueryDict(filters), rows, request=Asker(viewer))
    if not chosen.is_valid():
        raise Invalid(BAD_FILTER)
    return chosen.qs


def _letters(filters: str, viewer: Viewer) -> QuerySet[Any]:
    return letters.listed(found_letters(QueryDict(filters), viewer))


def found_inspections(given: QueryDict, viewer: Viewer) -> QuerySet[Inspection]:
    """The rows of a tab of 明察暗访, narrowed; what cannot be read narrows nothing."""
    form = InspectionFilterForm(given)
    tab = inspections.tab_of(given.get("tab", ""))
    kept = inspections.in_tab(inspections.rows(seen_by=viewer), tab)
    return inspections.narrowed(kept, **(form.cleaned_data if form.is_valid() else {}))


def _inspections(filters: str, viewer: Viewer) -> QuerySet[Any]:
    found = found_inspections(QueryDict(filters), viewer)
    return inspections.with_letters(found, seen_by=viewer)


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
LETTERS = Export(
    "letter",
    "文书登记簿",
    lambda _, viewer: f"文书登记簿{viewer.today:%Y%m%d}.xlsx",
    _letters,
    register.write,
)
INSPECTIONS = Export(
    "inspection",
    "明察暗访台账",
    lambda _, viewer: f"明察暗访台账{viewer.today:%Y%m%d}.xlsx",
    _inspections,
    inspections_out.write,
)
REFUSED = Export(
    "ledger.refused",
    "未导入的行",
    lambda filters, _: f"未导入的行-{_kind(filters).label}.xlsx",
    _refused,
    refused_rows_export.write,
)
EXPORTS = (TICKETS, LETTERS, INSPECTIONS, REFUSED)
