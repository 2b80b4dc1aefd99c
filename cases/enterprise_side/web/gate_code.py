"""The page behind the code at the gate: no account, no JavaScript, one column."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Invalid, WrongState
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.selectors import scan_page
from cases.enterprise_side.selectors.scan_page import ScanPage
from cases.enterprise_side.services.scanning import Report, file_by_code, scanner
from cases.enterprise_side.web import gate_uploads
from cases.enterprise_side.web.gate_code_forms import ScanForm
from enterprises.register.rules import authority

# Whose number is shown again after filing: nobody can put another one into the address.
SIGNER = signing.Signer(salt="cases.scan")


# Whoever passes the gate may do what this page does, so there is nothing to forge. A CSRF cookie
# would only lock out browsers that keep none, as those inside chat programs often do.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def scan(request: Request, token: str) -> HttpResponse:
    """Say who serves the enterprise, and take what it has to say.

    A cadre who opens the code with the phone's own scanner stands in the yard: the way leads on to
    the enterprise's card. `?look=1` shows what the enterprise sees.
    """
    viewer = scanner(timezone.now())
    page = scan_page.of(token, seen_by=viewer)
    if request.method == "GET" and "look" not in request.GET and _calls_on(request, page):
        return redirect("enterprises:enterprise-detail", page.enterprise.pk)
    form_id = gate_uploads.form_id(request.POST or request.GET)
    counter = gate_uploads.counter_of(token, form_id, viewer.at)
    form = ScanForm(*_given(request), viewer=viewer, counter=counter)
    if form.is_valid() and (done := _filed(token, form, viewer)):
        return done
    context = {"page": page, "form": form, "form_id": form_id}
    return render(
        request,
        "cases/enterprise_side/gate_code/scan.html",
        context,
        status=422 if form.errors else 200,
    )


@never_cache
@require_GET
def thanks(request: Request, token: str) -> HttpResponse:
    """To load it again files nothing twice."""
    page = scan_page.of(token, seen_by=scanner(timezone.now()))
    context = {"page": page, "token": token, "number": _number(request)}
    return render(request, "cases/enterprise_side/gate_code/thanks.html", context)


def _given(request: Request) -> list[Any]:
    return [request.POST, request.FILES] if request.method == "POST" else []


def _calls_on(request: Request, page: ScanPage) -> bool:
    if not request.user.is_authenticated:
        return False
    return authority.may_log_visits(request.viewer, page.enterprise)


def _filed(token: str, form: ScanForm, viewer: Viewer) -> HttpResponse | None:
    try:
        ticket = file_by_code(token, Report(**form.cleaned_data), at=viewer.at)
    except (Invalid, WrongState) as refused:
        refusals.say(form, refused)
        return None
    query = urlencode({"number": SIGNER.sign(ticket.number)})
    return redirect(f"{reverse('cases:scan-thanks', args=[token])}?{query}")


def _number(request: Request) -> str:
    try:
        return str(SIGNER.unsign(request.GET.get("number", "")))
    except signing.BadSignature:
        return ""
