"""The page behind a code: no account, no JavaScript, one column."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cadres.errors import DomainError
from cadres.pages.web.request_types import Request
from cases.enterprise_side.services import scan_budgets
from cases.enterprise_side.services.scanning import Filed, ask_call_back, file_by_code
from cases.enterprise_side.web import gate_uploads
from cases.enterprise_side.web.gate_code_forms import CallBackForm, ScanForm
from cases.enterprise_side.web.scans import Scan, brought, marked, refuse, scan_of, shown
from cases.enterprise_side.web.secret_pages import follow_address
from cases.tickets.rules.closing.outcomes import ADDRESSES
from cases.tickets.rules.vocabulary import LegalChannel
from enterprises.register.rules import authority

TEMPLATES = "cases/enterprise_side/gate_code"
PHONES_FULL = "这个二维码刚才收到的太多了，电话没有记下。请过十分钟再试，或者拨打办公电话。"


# Whoever passes the gate may do what this page does, so there is nothing to forge. A CSRF cookie
# would only lock out browsers that keep none, as those inside chat programs often do.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: Request, token: str) -> HttpResponse:
    """Say whose code it is, and take what somebody has to say.

    A cadre who opens the code with the phone's own scanner stands in the yard: the way leads on to
    the enterprise's card. `?look=1` shows what the enterprise sees.
    """
    here = scan_of(request, token, timezone.now())
    if request.method != "POST" and "look" not in request.GET and _calls_on(here):
        return redirect("enterprises:enterprise-detail", here.page.enterprise.pk)  # type: ignore[union-attr]
    form_id = gate_uploads.form_id(request.POST or request.GET)
    counter = gate_uploads.counter_of(here, form_id)
    given = [request.POST, request.FILES] if request.method == "POST" else []
    form = ScanForm(*given, page=here.page, counter=counter, at=here.viewer.at)
    return brought(
        here,
        form,
        f"{TEMPLATES}/scan.html",
        lambda: _filed(here, form),
        form_id=form_id,
        phone_form=CallBackForm(at=here.viewer.at, auto_id="back_%s"),
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request: Request, token: str) -> HttpResponse:
    """Nothing but a phone, where the browser cannot prove that nobody floods.

    A browser that opens the address anew, as phones do with a page they had put away, is led to
    the page of the code.
    """
    if request.method != "POST":
        return redirect("cases:scan", token=token)
    here = scan_of(request, token, timezone.now())
    form, template = CallBackForm(request.POST, at=here.viewer.at), f"{TEMPLATES}/call_back.html"
    if form.is_valid():
        if not scan_budgets.takes_phone(here.caller, here.page.county.pk, actor=here.viewer):
            form.add_error(None, PHONES_FULL)
            return shown(here, form, template, 429)
        given = form.cleaned_data
        try:
            asked = ask_call_back(token, **given, actor=here.viewer, form=form.number)
            return marked(here, _received(here, asked))
        except DomainError as refused:
            refuse(form, refused)
    return shown(here, form, template, 422)


def _calls_on(here: Scan) -> bool:
    if here.page.enterprise is None or not here.request.user.is_authenticated:
        return False
    return authority.may_log_visits(here.request.viewer, here.page.enterprise)


def _filed(here: Scan, form: ScanForm) -> HttpResponse:
    report = form.report()
    filed = file_by_code(here.token, report, actor=here.viewer, form=form.number)
    told = {
        "abuses": report.inspection.abuses,
        "arrears": bool(report.arrears),
        "arrears_address": ADDRESSES[LegalChannel.ARREARS],
        "is_kept": report.is_kept_from_cadres or report.is_kept_from_unit,
    }
    return _received(here, filed, told)


def _received(here: Scan, filed: Filed, told: dict[str, Any] | None = None) -> HttpResponse:
    """Shown at once: browsers inside chat programs keep no cookie that could bring it back. The
    same form sent again is answered by the same page (cadres/submissions/web/once_keys.py)."""
    context = {"page": here.page, "token": here.token, "ticket": filed.ticket} | (told or {})
    context |= {"follow": filed.token, "address": follow_address(filed.token)}
    return render(here.request, f"{TEMPLATES}/received.html", context)
