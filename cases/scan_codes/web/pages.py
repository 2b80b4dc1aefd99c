"""The office's pages of codes: where they hang, how much comes through, new ones, sheets."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from cadres.errors import Conflict, Invalid
from cadres.files.services.export_files import Export, ask_export
from cadres.jobs.web import background_runs
from cadres.models import Region
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.web import once_keys
from cases.scan_codes.rules.sheets import SheetLayout
from cases.scan_codes.selectors import code_lines
from cases.scan_codes.web.forms import EndCodeForm, NewCodesForm, SheetsForm
from cases.scan_codes.web.sheet_exports import GATES, PLACES
from enterprises.register.rules.place_codes import places_in
from enterprises.register.services.place_codes import (
    issue_place_codes,
    renew_place_code,
    revoke_place_code,
)

TEMPLATES = "cases/scan_codes"
FORMS = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def index(request: Request) -> HttpResponse:
    shown = code_lines.of_county(_county(request), seen_by=request.viewer)
    return render(request, f"{TEMPLATES}/index.html", {"shown": shown})


@require_http_methods(FORMS)
@login_required
def new(request: Request) -> HttpResponse:
    """Many places at once, each with a code of its own."""
    county = _county(request)
    form = NewCodesForm(request.POST or None, county=county, viewer=request.viewer)
    if form.is_valid():
        try:
            places = places_in(form.cleaned_data["places"])
            unit = form.cleaned_data["unit"]
            made = issue_place_codes(county, places, actor=request.viewer, unit=unit)
        except Invalid as refused:
            refusals.say(form, refused)
        else:
            stayed = len(places) - len(made)
            kept = f"，{stayed} 个位置原来就有码，没有变" if stayed else ""
            messages.success(request, f"启用了 {len(made)} 个二维码{kept}。请打印张贴。")
            return _to_list(county)
    return _form(request, "new.html", form, county)


@require_http_methods(FORMS)
@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """A sign was lost or is misused: the old code leads nowhere at once."""
    code = code_lines.fetch(pk, seen_by=request.viewer)
    form = EndCodeForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if form.cleaned_data["then"] == EndCodeForm.STOP:
                revoke_place_code(code, actor=request.viewer, reason=reason)
                messages.success(request, f"{code} 的二维码已停用。")
            else:
                renew_place_code(code, actor=request.viewer, reason=reason)
                messages.success(request, f"{code} 已换发，旧码失效，请重新打印张贴。")
        except (Invalid, Conflict) as refused:
            refusals.say(form, refused)
        else:
            return _to_list(code.county)
    context = {"form": form, "code": code}
    return render(request, f"{TEMPLATES}/end.html", context, status=422 if form.errors else 200)


@require_http_methods(FORMS)
@login_required
def sheets(request: Request) -> HttpResponse:
    """A township or a unit at once: the worker writes it, and says when it is done."""
    county = _county(request)
    form = SheetsForm(request.POST or None, county=county, viewer=request.viewer)
    if form.is_valid():
        export, filters = _wanted(form, county)
        try:
            ask_export(export, filters, actor=request.viewer)
        except Conflict as refused:
            refusals.say(form, refused)
        else:
            once_keys.afterwards(request, background_runs.kick)
            messages.success(request, f"{export.label}正在后台生成，好了会通知您。")
            return redirect("cadres:exports")
    return _form(request, "sheets.html", form, county)


def _wanted(form: SheetsForm, county: Region) -> tuple[Export, str]:
    given = form.cleaned_data
    layout = SheetLayout(given["layout"])
    if given["what"] == SheetsForm.GATES:
        place = {"township": given["township"].pk} if given["township"] else {}
        place |= {"covered": 1} if given["covered"] else {}
        return GATES[layout], urlencode({"county": county.pk, **place})
    place = {"unit": given["unit"].pk} if given["unit"] else {}
    return PLACES[layout], urlencode({"county": county.pk, **place})


def _county(request: Request) -> Region:
    asked = typed_values.number(request.GET.get("county", ""))
    return code_lines.county(asked, seen_by=request.viewer)


def _to_list(county: Region) -> HttpResponse:
    return redirect(f"{reverse('cases:code-list')}?county={county.pk}")


def _form(
    request: Request, name: str, form: NewCodesForm | SheetsForm, county: Region
) -> HttpResponse:
    context = {"form": form, "county": county}
    status = 422 if form.errors else 200
    return render(request, f"{TEMPLATES}/{name}", context, status=status)
