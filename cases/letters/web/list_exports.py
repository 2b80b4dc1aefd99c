"""The register of letters (文书登记簿) as a workbook: found by its filters, as on its page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from cadres.files.services.export_files import Export
from cadres.viewers.rules.viewer import Viewer
from cases.letters.exchange import register_export
from cases.letters.rules import organs
from cases.letters.rules.list_views import Tab
from cases.letters.selectors import letters
from cases.letters.web.forms import LetterFilterForm
from cases.models import Letter


def found_letters(given: QueryDict, viewer: Viewer) -> QuerySet[Letter]:
    """The letters of a tab, narrowed; what cannot be read narrows nothing."""
    form = LetterFilterForm(given)
    rows = letters.rows(seen_by=viewer)
    kept = letters.in_tab(rows, tab_of(given, viewer), seen_by=viewer)
    return letters.narrowed(kept, **(form.cleaned_data if form.is_valid() else {}))


def tab_of(given: QueryDict, viewer: Viewer) -> Tab:
    """The tab that the address asks for, or the first one that there is for this person."""
    asked, offered = given.get("tab", ""), letters.tabs_for(viewer)
    usual = Tab.ALL if organs.looks_on(viewer) else offered[0]
    return next((tab for tab in offered if tab.value == asked), usual)


def _letters(filters: str, viewer: Viewer) -> QuerySet[Any]:
    return letters.listed(found_letters(QueryDict(filters), viewer))


LETTERS = Export(
    "letter",
    "文书登记簿",
    lambda _, viewer: f"文书登记簿{viewer.today:%Y%m%d}.xlsx",
    _letters,
    register_export.write,
)
