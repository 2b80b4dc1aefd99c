"""效能评价: bands by weighed rates, weights to be tried, and their adoption."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Invalid
from cadres.files.web import exports
from cadres.pages.rules import wording
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from cases.evaluations.exchange import evaluation_export
from cases.evaluations.rules import access
from cases.evaluations.rules.schemes import PROPOSED_BASIS, Band, Subject
from cases.evaluations.selectors import evaluations
from cases.evaluations.selectors.evaluations import EvaluatedRow, Evaluation
from cases.evaluations.services.adopting import adopt_scheme
from cases.evaluations.web.forms import AdoptForm, EvaluationForm
from cases.figures.rules.definitions import catalogue
from cases.figures.web import addresses
from cases.tickets.services.export_records import record_export

# As the page names itself in the address of a number.
PAGE = "evaluation"
REFUSED = "条件有误，请从效能评价重新打开。"


@require_GET
@login_required
def evaluation(request: Request) -> HttpResponse:
    form, source = _asked(request)
    context: dict[str, Any] = {"form": form, "source": source}
    if form.is_valid():
        try:
            context |= _shown(form, request)
        except Invalid as refused:
            say(form, refused)
    return render(request, "cases/evaluations/evaluation.html", context)


@require_GET
@login_required
def workbook(request: Request) -> HttpResponse:
    form, source = _asked(request)
    if not form.is_valid():
        raise Invalid(REFUSED)
    found = _found(form, request)
    record_export(
        "evaluation", actor=request.viewer, rows=len(found.rows), filters=urlencode(form.said())
    )
    book = evaluation_export.workbook(found, source, seen_by=request.viewer)
    return exports.workbook(book, f"效能评价{request.viewer.today:%Y%m%d}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def adopt(request: Request) -> HttpResponse:
    """The weights as they were tried stand in the address; here their basis is written down."""
    viewer, (tried, _) = request.viewer, _asked(request)
    county = access.county_of(viewer)
    access.check_may_adopt(viewer, county)
    if not tried.is_valid():
        raise Invalid(REFUSED)
    sent = request.POST if request.method == "POST" else None
    form = AdoptForm(sent, initial={"from_on": viewer.today})

    def run() -> HttpResponse:
        adopt_scheme(tried.scheme(), actor=viewer, county_id=county, **form.cleaned_data)
        messages.success(request, "已采用。评价页今后按这套权重计算。")
        return redirect("cases:evaluation")

    back = f"{reverse('cases:evaluation')}?{urlencode(tried.said())}"
    lead = "".join(evaluation_export.said(tried.scheme(), _found(tried, request).at_least))
    return form_page(request, form, run, "采用效能评价权重", "采用", back, lead=lead)


def _asked(request: Request) -> tuple[EvaluationForm, str]:
    """The form, and where its weights come from, in words."""
    row = evaluations.adopted(seen_by=request.viewer)
    kept = evaluations.scheme_of(row)
    form = EvaluationForm(request.GET, scheme=kept, today=request.viewer.today)
    if form.is_tried:
        return form, evaluation_export.TRIED
    if row is None:
        return form, f"本县还没有采用权重，下面按建议的权重试算（{PROPOSED_BASIS}）。"
    since = wording.day(row.from_on, request.viewer.today, short=True)
    return form, f"权重自{since}起适用，依据：{row.basis}。"


def _found(form: EvaluationForm, request: Request) -> Evaluation:
    given = form.cleaned_data
    return evaluations.evaluate(
        form.scheme(),
        Subject(given["subject"]),
        form.period(),
        seen_by=request.viewer,
        as_of=given["as_of"],
    )


def _shown(form: EvaluationForm, request: Request) -> dict[str, Any]:
    found = _found(form, request)
    said = urlencode(form.said())
    return {
        "found": found,
        "bands": [_band(found, band) for band in Band],
        "headings": [
            {
                "word": catalogue.label(name),
                "weight": found.scheme.weights[name],
                "url": f"{reverse('cases:definitions')}#{name}",
            }
            for name in found.scheme.figures
        ],
        "said": evaluation_export.said(found.scheme, found.at_least),
        "asked": said,
        "may_adopt": access.may_adopt(request.viewer, access.county_of(request.viewer)),
        "history": _history(found, request),
    }


def _history(found: Evaluation, request: Request) -> list[dict[str, Any]]:
    """What the county adopted, the newest first, each in the sentences of the page."""
    return [
        {
            "row": row,
            "said": evaluation_export.said(evaluations.scheme_of(row), found.at_least)[:2],
        }
        for row in evaluations.history(seen_by=request.viewer)
    ]


def _band(found: Evaluation, band: Band) -> dict[str, Any]:
    rows = [_line(found, row) for row in found.of_band(band)]
    return {"band": band.label, "look": band.value, "rows": rows}


def _line(found: Evaluation, row: EvaluatedRow) -> dict[str, Any]:
    """One row with the address of both sides of each rate."""
    parts = []
    for part in row.score.parts:
        where = addresses.rows_behind(found.ask, part.name, row=row.key, label=row.label, page=PAGE)
        parts.append(
            {
                "word": catalogue.label(part.name),
                "value": part.rate,
                "has_points": part.points is not None,
                "points": part.said if part.points is not None else "件数少，不计",
                **addresses.sides(where),
            }
        )
    return {"label": row.label, "points": row.score.said, "place": row.place, "parts": parts}
