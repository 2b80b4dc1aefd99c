"""Tables of figures (指标统计): every number opens its rows, every heading its definition."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cadres.errors import Invalid
from cadres.files.web import exports
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.figures.exchange import comparison_export, tables_export
from cases.figures.rules.cross_tables import Number, Part
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import Group
from cases.figures.selectors import comparisons, figure_tables
from cases.figures.web import cells, empty_periods
from cases.figures.web.cells import Drawn
from cases.figures.web.table_forms import TableForm
from cases.tickets.services.export_records import record_export

# Pages of upper rooms, as they name themselves in the address of a number.
PAGES = {
    "leaders": ("cases:leaders-page", "概览"),
    "evaluation": ("cases:evaluation", "效能评价"),
}
TELLS_OF = "工单、企业或文书"
REFUSED = "条件有误，请从指标统计重新打开。"


@require_GET
@login_required
def table(request: HttpRequest) -> HttpResponse:
    form = TableForm(request.GET, viewer=request.viewer)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        drawn = _drawn(form, request)
        context |= {
            "drawn": drawn,
            "ask": form.ask(),
            "tabs": _tabs(form, request),
            "asked": urlencode(form.said()),
        }
        if not drawn.lines:
            context["empty"] = empty_periods.offer(
                "cases:tables", TELLS_OF, form.said(), form.ask().period, seen_by=request.viewer
            )
    return render(request, "cases/figures/tables.html", context)


@require_GET
@login_required
def table_rows(request: HttpRequest) -> HttpResponse:
    """The tickets, enterprises or letters behind one number."""
    form = _valid(request)
    given = request.GET
    version = typed_values.number(given.get("version")) or 0
    number = Number(given.get("name", ""), given.get("side", ""), version)
    part = Part(given.get("row"), given.get("column"), tuple(given.getlist("besides")))
    asked = typed_values.page(given.get("page"))
    behind = figure_tables.behind(form.ask(), number, part, asked, seen_by=request.viewer)
    context = {
        "page": behind.page,
        "total": behind.page.total,
        "unit": behind.unit,
        "template": behind.template,
        "label": given.get("label", ""),
        "bucket": catalogue.label(number.name),
        **_back(form, given.get("from", "")),
    }
    return render(request, "cases/figures/rows.html", context)


@require_GET
@login_required
def workbook(request: HttpRequest) -> HttpResponse:
    form = _valid(request)
    book, rows = _book(form, request.viewer)
    record_export("figures", actor=request.viewer, rows=rows, filters=urlencode(form.said()))
    return exports.workbook(book, f"指标统计{request.viewer.today:%Y%m%d}.xlsx")


@require_GET
@login_required
def definitions(request: HttpRequest) -> HttpResponse:
    """The metric catalogue in words (口径)."""
    groups = [
        {
            "label": group.label,
            "anchor": f"of-{group.value}",
            "entries": [tables_export.said(entry) for entry in entries],
        }
        for group, entries in catalogue.grouped()
    ]
    return render(request, "cases/figures/definitions.html", {"groups": groups})


def _book(form: TableForm, viewer: Viewer) -> tuple[bytes, int]:
    """The workbook of what the page shows, and how many rows it has."""
    if form.is_compared:
        compared = comparisons.table(form.ask(), form.names[0], seen_by=viewer)
        return comparison_export.workbook(compared, seen_by=viewer), len(compared.lines)
    found = figure_tables.table(form.ask(), form.names, seen_by=viewer)
    return tables_export.workbook(found, seen_by=viewer), len(found.lines)


def _back(form: TableForm, page: str) -> dict[str, str]:
    """Where the number stood: in a table, or in the report of completion."""
    said = form.said()
    if page in PAGES:
        name, label = PAGES[page]
        return {"back": reverse(name), "back_label": label}
    if page == "completion":
        by = {"by": said.pop("rows"), **said}
        return {"back": f"{reverse('cases:completion')}?{urlencode(by)}"}
    return {"back": f"{reverse('cases:tables')}?{urlencode(said)}", "back_label": "指标统计"}


def _drawn(form: TableForm, request: HttpRequest) -> Drawn:
    ask, viewer = form.ask(), request.viewer
    if form.is_compared:
        return cells.compared(comparisons.table(ask, form.names[0], seen_by=viewer), form)
    return cells.drawn(figure_tables.table(ask, form.names, seen_by=viewer), form)


def _tabs(form: TableForm, request: HttpRequest) -> list[dict[str, Any]]:
    """What the table tells of; where one figure is crossed, there is nothing to choose."""
    if form.is_compared or form.is_crossed:
        return []
    asked = form.said() | {"sort": ""}
    return [
        {
            "label": label,
            "url": f"{request.path}?{urlencode(asked | {'group': name})}",
            "current": Group(name) is form.chosen_group,
        }
        for name, label in form.fields["group"].choices  # type: ignore[attr-defined]
    ]


def _valid(request: HttpRequest) -> TableForm:
    form = TableForm(request.GET, viewer=request.viewer)
    if not form.is_valid():
        raise Invalid(REFUSED)
    return form
