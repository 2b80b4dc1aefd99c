"""明察暗访: the ledger, one row with its letters, and what the supervisors do with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cadres.errors import Absent
from cadres.files.web import exports
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.inspections.rules import inspections as rules
from cases.inspections.rules.inspections import InspectionVerb
from cases.inspections.rules.list_views import Tab
from cases.inspections.selectors import inspections
from cases.inspections.services.finding_letters import draft_finding_letter
from cases.inspections.services.inspections import (
    close_inspection,
    correct_inspection,
    file_inspection,
    file_ticket_of,
    void_inspection,
)
from cases.inspections.web.forms import (
    EndForm,
    InspectionFilterForm,
    InspectionForm,
    TicketOfForm,
)
from cases.inspections.web.list_exports import INSPECTIONS, found_inspections
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.kinds_of_letters import finding_letters
from cases.models import Inspection

METHODS = ["GET", "HEAD", "POST"]
ENDS = {
    InspectionVerb.CLOSE: ("核查情况", "整改到位，经现场或资料核查属实的，销号。"),
    InspectionVerb.VOID: ("撤销原因", "登记有误的才撤销；编号保留，不再使用。"),
}


@require_GET
@login_required
def ledger(request: Request) -> HttpResponse:
    inspections.check_reader(request.viewer)
    form = InspectionFilterForm(request.GET)
    tab = inspections.tab_of(request.GET.get("tab", ""))
    found = inspections.with_letters(
        found_inspections(request.GET, request.viewer), seen_by=request.viewer
    )
    page = page_of(found, request.GET.get("page"))
    context = {
        "page": page,
        "lines": inspections.lines(page.rows, seen_by=request.viewer),
        "form": form,
        "tab": tab,
        "tabs": _tabs(request, tab),
        "may_file": bool(request.viewer.supervision_county_ids),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "export": f"{reverse('cases:inspection-export')}?{request.GET.urlencode()}",
    }
    return render(request, "cases/inspections/list.html", context)


@require_GET
@login_required
def export(request: Request) -> HttpResponse:
    """The ledger as it is filtered; who took it is on record."""
    inspections.check_reader(request.viewer)
    return exports.answer(request, INSPECTIONS)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    page = inspections.page(pk, seen_by=request.viewer)
    return render(request, "cases/inspections/detail.html", {"found": page, "row": page.row})


@require_http_methods(METHODS)
@login_required
def new(request: Request) -> HttpResponse:
    county = inspections.county(request.GET.get("county"), seen_by=request.viewer)
    sent = request.POST if request.method == "POST" else None
    form = InspectionForm(sent, county_id=county.pk, viewer=request.viewer)

    def run() -> HttpResponse:
        row = file_inspection(form.found(), actor=request.viewer, county=county)
        messages.success(request, f"已登记，编号 {row}。需要发文的，在这里草拟。")
        return redirect("cases:inspection", row.pk)

    back = reverse("cases:inspection-list")
    return form_page(request, form, run, "登记明察暗访发现的问题", "登记", back)


@require_http_methods(METHODS)
@login_required
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    row = inspections.fetch(pk, seen_by=request.viewer)
    if verb not in _WAYS:
        raise Absent(rules.ABSENT)
    wanted = InspectionVerb(verb)
    rules.check(
        wanted,
        row,
        request.viewer,
        has_letters=inspections.has_letters(row, seen_by=request.viewer),
    )
    return _WAYS[wanted](request, row, wanted)


@require_POST
@login_required
def draft(request: Request, pk: int, kind: str) -> HttpResponse:
    row = inspections.fetch(pk, seen_by=request.viewer)
    if kind not in [one.value for one in finding_letters.KINDS]:
        raise Absent(rules.ABSENT)
    letter = draft_finding_letter(row, LetterKind(kind), actor=request.viewer)
    if letter.drafted_at == request.viewer.at:
        messages.success(request, "已草拟。请核对、修改后送审。")
    else:
        messages.info(request, "已有一份没有印发的同种文书，为您打开的就是这一份。")
    return redirect("cases:letter", letter.pk)


def _correct(request: Request, row: Inspection, wanted: InspectionVerb) -> HttpResponse:
    form = InspectionForm(
        request.POST if request.method == "POST" else None,
        initial=InspectionForm.shown(row),
        county_id=row.county_id,
        viewer=request.viewer,
    )
    carry(form, edits.read(row, inspections.facts(row), seen_by=request.viewer))

    def run() -> HttpResponse:
        correct_inspection(row, actor=request.viewer, read=read_of(form), found=form.found())
        return _done(request, row, "已更正。")

    return _page(request, row, wanted, form, run, "")


def _ticket(request: Request, row: Inspection, wanted: InspectionVerb) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = TicketOfForm(sent, viewer=request.viewer)

    def run() -> HttpResponse:
        ticket = file_ticket_of(row, actor=request.viewer, **form.cleaned_data)
        return _done(request, row, f"已登记为工单 {ticket.number}，县助企办会收到消息。")

    lead = "涉及企业诉求的，登记为工单，由县助企办交办；来源记为明察暗访。"
    return _page(request, row, wanted, form, run, lead)


def _end(request: Request, row: Inspection, wanted: InspectionVerb) -> HttpResponse:
    label, lead = ENDS[wanted]
    form = EndForm(request.POST if request.method == "POST" else None, label=label)
    service = close_inspection if wanted is InspectionVerb.CLOSE else void_inspection

    def run() -> HttpResponse:
        service(row, actor=request.viewer, **form.cleaned_data)
        return _done(request, row, f"已{wanted.label}。")

    return _page(request, row, wanted, form, run, lead, is_danger=wanted is InspectionVerb.VOID)


_WAYS = {
    InspectionVerb.CORRECT: _correct,
    InspectionVerb.TICKET: _ticket,
    InspectionVerb.CLOSE: _end,
    InspectionVerb.VOID: _end,
}


def _page(
    request: Request,
    row: Inspection,
    wanted: InspectionVerb,
    form: Form,
    run: Any,
    lead: str,
    *,
    is_danger: bool = False,
) -> HttpResponse:
    back = reverse("cases:inspection", args=[row.pk])
    more = {"lead": lead, "danger": is_danger}
    return form_page(request, form, run, wanted.label, wanted.label, back, **more)


def _done(request: Request, row: Inspection, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("cases:inspection", row.pk)


def _tabs(request: Request, here: Tab) -> list[dict[str, Any]]:
    kept = {name: value for name, value in request.GET.items() if name not in ("tab", "page")}
    return [
        {
            "label": tab.label,
            "url": f"{request.path}?{urlencode({**kept, 'tab': tab.value})}",
            "current": tab is here,
        }
        for tab in Tab
    ]
