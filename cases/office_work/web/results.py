"""结果应用: the register, one row, and what the office does with it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.files.web import exports
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.office_work.rules import results as rules
from cases.office_work.rules.results import UseVerb
from cases.office_work.selectors import results, sources
from cases.office_work.services.results import correct_use, record_use, void_use
from cases.office_work.web.forms import WhyForm
from cases.office_work.web.list_exports import RESULTS, found_uses
from cases.office_work.web.result_forms import UseFilterForm, UseForm

METHODS = ["GET", "HEAD", "POST"]


@require_GET
@login_required
def register(request: Request) -> HttpResponse:
    rules.check_reader(request.viewer)
    page = page_of(found_uses(request.GET, request.viewer), request.GET.get("page"))
    form = UseFilterForm(request.GET)
    context = {
        "page": page,
        "lines": results.lines(page.rows, seen_by=request.viewer),
        "form": form,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_record": bool(request.viewer.office_county_ids),
        "asked": request.GET.urlencode(),
    }
    return render(request, "cases/office_work/results.html", context)


@require_GET
@login_required
def export(request: Request) -> HttpResponse:
    """The register as it is filtered; who took it is on record."""
    rules.check_reader(request.viewer)
    return exports.answer(request, RESULTS)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    found = results.page(pk, seen_by=request.viewer)
    context = {"found": found, "line": found.line, "row": found.line.row}
    return render(request, "cases/office_work/result.html", context)


@require_http_methods(METHODS)
@login_required
def new(request: Request) -> HttpResponse:
    county = sources.county(request.GET.get("county"), seen_by=request.viewer)
    form = UseForm(
        request.POST if request.method == "POST" else None,
        county_id=county.pk,
        viewer=request.viewer,
    )

    def run() -> HttpResponse:
        row = record_use(form.use(), actor=request.viewer, county=county)
        messages.success(request, "已登记。")
        return redirect("cases:result-use", row.pk)

    back, template = reverse("cases:result-list"), "cases/office_work/planning.html"
    more = {"address": request.get_full_path()}
    return form_page(request, form, run, "登记结果应用", "登记", back, template, **more)


@require_http_methods(METHODS)
@login_required
def correct(request: Request, pk: int) -> HttpResponse:
    row = results.fetch(pk, seen_by=request.viewer)
    rules.check(UseVerb.CORRECT, row, request.viewer)
    form = UseForm(
        request.POST if request.method == "POST" else None,
        initial=results.facts(row),
        county_id=row.county_id,
        viewer=request.viewer,
    )
    carry(form, edits.read(row, results.facts(row), seen_by=request.viewer))

    def run() -> HttpResponse:
        correct_use(row, actor=request.viewer, read=read_of(form), given=form.use())
        messages.success(request, "已更正。")
        return redirect("cases:result-use", row.pk)

    back = reverse("cases:result-use", args=[row.pk])
    return form_page(request, form, run, "更正结果应用", "更正", back)


@require_http_methods(METHODS)
@login_required
def void(request: Request, pk: int) -> HttpResponse:
    row = results.fetch(pk, seen_by=request.viewer)
    rules.check(UseVerb.VOID, row, request.viewer)
    form = WhyForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        void_use(row, actor=request.viewer, **form.cleaned_data)
        messages.success(request, "已撤销，登记表里不再出现。")
        return redirect("cases:result-use", row.pk)

    back = reverse("cases:result-use", args=[row.pk])
    return form_page(request, form, run, "撤销结果应用", "撤销", back, danger=True)
