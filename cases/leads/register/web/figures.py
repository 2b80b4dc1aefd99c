"""The room's figures: the register, what is over, what is silent, and every figure to its rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.people.selectors import units
from cadres.submissions.web import once_keys
from cases.leads.handling.web.leads import attachment
from cases.leads.keys.web.access_guard import ACTIONS, READS, RoomRequest, room
from cases.leads.procedure.rules.procedure import Outcome, State
from cases.leads.register.exchange.workbook_exports import take_out_register
from cases.leads.register.rules.figures import By, Figure, Figures
from cases.leads.register.selectors import figures
from cases.leads.register.selectors.figures import Asked
from cases.leads.register.services import summaries
from cases.leads.register.services.summaries import Part

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AskedForm(forms.Form):
    """Days, states and codes only: nothing that a lead says stands in an address."""

    since = DayField(label="送达自", widget=DayInput(), required=False)
    until = DayField(label="送达至", widget=DayInput(), required=False)
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *State.choices], required=False)
    outcome = forms.ChoiceField(
        label="结果", choices=[("", "全部"), *Outcome.choices], required=False
    )

    def asked(self, figure: str = "") -> Asked:
        return Asked(**self.cleaned_data, figure=figure) if self.is_valid() else Asked()


@room(*READS)
def register(request: RoomRequest) -> HttpResponse:
    form = AskedForm(request.GET)
    figure = _one_of(Figure, request.GET.get("figure"))
    asked = form.asked(figure)
    page = summaries.read_page(asked, request.GET.get("page"), actor=request.reader)
    context = {
        "form": form,
        "rows": page.rows,
        "page": page,
        "export": request.GET.urlencode(),
        "figure": Figure(figure).label if figure else "",
        "reader": request.reader,
        "here": "register",
    }
    return render(request, "cases/leads/register.html", context)


@room(*ACTIONS)
@once_keys.every_time
def unit_rows(request: RoomRequest) -> HttpResponse:
    """The rows behind a part's figure: by POST, for its field or its unit is what a lead says."""
    form = AskedForm(request.POST)
    figure = _one_of(Figure, request.POST.get("figure"))
    key = request.POST.get("key", "")
    by = By.FIELD if request.POST.get("by") == By.FIELD else By.UNIT
    found = summaries.read_rows(form.asked(figure), by=by, key=key, actor=request.reader)
    context = {
        "form": form,
        "rows": found,
        "unit": key,
        "figure": Figure(figure).label if figure else "",
        "reader": request.reader,
        "here": "register",
    }
    return render(request, "cases/leads/register.html", context)


@room(*READS)
def register_workbook(request: RoomRequest) -> HttpResponse:
    """The same rows as a workbook that prints on A4, across; it is on record."""
    asked = AskedForm(request.GET).asked(_one_of(Figure, request.GET.get("figure")))
    found = summaries.read_rows(asked, actor=request.reader)
    county = units.site_name(seen_by=request.viewer)
    data = take_out_register(found, county, seen_by=request.reader)
    return attachment("移送登记簿.xlsx", data, XLSX)


@room(*READS)
def summary(request: RoomRequest) -> HttpResponse:
    form = AskedForm(request.GET)
    asked = form.asked()
    found = summaries.read_summary(asked, actor=request.reader)
    reader, given = request.reader, _given(request)
    context = {
        "form": form,
        "total": _cells(found.total, given),
        "rates": (
            ("反馈率", found.total.feedback.percent, found.total.feedback.parts),
            ("按时反馈率", found.total.timely.percent, found.total.timely.parts),
        ),
        "fields": [_line(part, given, By.FIELD) for part in found.by_field],
        "units": [_line(part, given, By.UNIT) for part in found.by_unit],
        "heads": Figure.labels,
        "overdue": figures.overdue(reader.today, seen_by=reader),
        "silent": figures.unanswered(reader.today, seen_by=reader),
        "reader": reader,
        "here": "figures",
    }
    return render(request, "cases/leads/figures.html", context)


def _cells(found: Figures, given: dict[str, str]) -> list[tuple[str, int, str, str]]:
    """Each figure with the address of its rows."""
    return [
        (
            figure.label,
            getattr(found, figure),
            urlencode({**given, "figure": figure}),
            figure.value,
        )
        for figure in Figure
    ]


def _line(part: Part, given: dict[str, str], by: By) -> dict[str, Any]:
    """Field and unit are what a lead says: they stand in no address."""
    return {
        "key": part.key,
        "by": by.value,
        "cells": _cells(part.figures, given),
        "asked": given,
        "rate": part.figures.feedback.words,
    }


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.GET.items() if name in AskedForm.base_fields}


def _one_of(kind: type[Figure], text: str | None) -> str:
    return text if text in kind.values else ""
