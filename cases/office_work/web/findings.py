"""指标佐证: the findings of evaluations, their evidence, and the county's list of indicators."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Absent
from cadres.files.web import exports
from cadres.pages.selectors.paging import page_of
from cadres.pages.web import inline_files
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cases.models import IndicatorFinding
from cases.office_work.rules import findings as rules
from cases.office_work.rules.findings import FindingVerb
from cases.office_work.selectors import finding_figures, findings, sources
from cases.office_work.services.findings import (
    add_evidence,
    close_finding,
    file_finding,
    list_indicators,
    void_finding,
)
from cases.office_work.web.finding_forms import (
    EvidenceForm,
    FindingFilterForm,
    FindingForm,
    IndicatorsForm,
)
from cases.office_work.web.forms import WhyForm
from cases.office_work.web.list_exports import FINDINGS, asked_figure, found_findings

METHODS = ["GET", "HEAD", "POST"]
PLANNING = "cases/office_work/planning.html"
GONE = "文件已经不在存储里，请联系系统管理员从备份恢复。"
ENDS = {FindingVerb.CLOSE: close_finding, FindingVerb.VOID: void_finding}


@require_GET
@login_required
def register(request: Request) -> HttpResponse:
    rules.check_reader(request.viewer)
    form = FindingFilterForm(request.GET)
    page = page_of(found_findings(request.GET, request.viewer), request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(row, findings.is_late(row, request.viewer.today)) for row in page.rows],
        "form": form,
        "figure": finding_figures.words_of(**asked_figure(form), seen_by=request.viewer),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_file": bool(request.viewer.office_county_ids),
        "sees_whole": bool(request.viewer.county_ids),
        "asked": request.GET.urlencode(),
    }
    return render(request, "cases/office_work/findings.html", context)


@require_GET
@login_required
def export(request: Request) -> HttpResponse:
    """The findings as they are filtered; who took them is on record."""
    rules.check_reader(request.viewer)
    return exports.answer(request, FINDINGS)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    found = findings.page(pk, seen_by=request.viewer)
    return render(request, "cases/office_work/finding.html", {"found": found, "row": found.row})


@require_http_methods(METHODS)
@login_required
def indicators(request: Request) -> HttpResponse:
    county = sources.county(request.GET.get("county"), seen_by=request.viewer)
    form = IndicatorsForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        given = form.cleaned_data
        new, known = list_indicators(
            given["rows"], given["basis"], actor=request.viewer, county=county
        )
        messages.success(request, f"新列入 {new} 项指标，{known} 项已在清单里。")
        return redirect("cases:finding-list")

    back, more = reverse("cases:finding-list"), {"address": request.get_full_path()}
    return form_page(request, form, run, "列入指标", "列入", back, PLANNING, **more)


@require_http_methods(METHODS)
@login_required
def new(request: Request) -> HttpResponse:
    county = sources.county(request.GET.get("county"), seen_by=request.viewer)
    form = FindingForm(
        request.POST if request.method == "POST" else None,
        county_id=county.pk,
        viewer=request.viewer,
    )

    def run() -> HttpResponse:
        row = file_finding(form.found(), actor=request.viewer, county=county)
        messages.success(request, "已登记，责任单位的经办会收到消息。")
        return redirect("cases:finding", row.pk)

    back, more = reverse("cases:finding-list"), {"address": request.get_full_path()}
    return form_page(request, form, run, "登记评价发现的问题", "登记", back, PLANNING, **more)


@require_http_methods(METHODS)
@login_required
def evidence(request: Request, pk: int) -> HttpResponse:
    row = findings.fetch(pk, seen_by=request.viewer)
    rules.check(FindingVerb.EVIDENCE, row, request.viewer)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EvidenceForm(*sent, place=f"finding-{row.pk}", viewer=request.viewer)

    def run() -> HttpResponse:
        uploads = form.cleaned_data["uploads"]
        add_evidence(row, form.shown(), uploads, actor=request.viewer)
        messages.success(request, "已提交佐证。")
        return redirect("cases:finding", row.pk)

    return _page(request, row, form, run, FindingVerb.EVIDENCE)


@require_http_methods(METHODS)
@login_required
def end(request: Request, pk: int, verb: str) -> HttpResponse:
    row = findings.fetch(pk, seen_by=request.viewer)
    if verb not in ENDS:
        raise Absent(rules.ABSENT)
    wanted = FindingVerb(verb)
    rules.check(wanted, row, request.viewer)
    form = WhyForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        ENDS[wanted](row, actor=request.viewer, **form.cleaned_data)
        messages.success(request, f"已{wanted.label}。")
        return redirect("cases:finding", row.pk)

    return _page(request, row, form, run, wanted)


@require_GET
@login_required
def file(request: Request, pk: int) -> FileResponse:
    """Look at a picture or a PDF; what a browser cannot draw by itself is saved."""
    found = findings.file(pk, seen_by=request.viewer)
    stored = found.file.name or ""
    try:
        if inline_files.is_shown(stored):
            return inline_files.shown(stored, found.name)
        return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)
    except FileNotFoundError as error:
        raise Absent(GONE) from error


def _page(
    request: Request, row: IndicatorFinding, form: object, run: object, verb: FindingVerb
) -> HttpResponse:
    back = reverse("cases:finding", args=[row.pk])
    more = {"lead": str(row), "danger": verb is FindingVerb.VOID}
    return form_page(request, form, run, verb.label, verb.label, back, **more)
