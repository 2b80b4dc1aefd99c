"""《优化营商环境告知书》 and the code on it: printed, renewed, withdrawn."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cadres.errors import Conflict, Invalid
from cadres.pages.selectors.addresses import absolute
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.submissions.web.edit_forms import carry, read_of
from cases.enterprise_side.selectors import scan_page
from cases.enterprise_side.services.business_notices import print_notice
from cases.enterprise_side.web.business_notice_forms import RenewForm
from cases.letters.exchange.docx import docx
from cases.letters.exchange.pdf import pdf
from cases.letters.rules.kinds_of_letters import business_notice
from enterprises.models import Enterprise
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises, gate_codes
from enterprises.register.services.gate_codes import renew_code, revoke_code

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATES = "cases/enterprise_side/business_notice"
# How the file ends: what it is, and what draws it.
FORMS = {"pdf": ("application/pdf", pdf), "docx": (DOCX, docx)}


@require_GET
@login_required
def page(request: Request, pk: int) -> HttpResponse:
    """What will stand on the notice, and which code hangs at the gate."""
    firm = _kept(request, pk)
    return render(request, f"{TEMPLATES}/page.html", _context(request, firm))


@require_POST
@login_required
def file(request: Request, pk: int) -> HttpResponse:
    """The printed sheet; the first one gives the enterprise its code."""
    firm, form = _kept(request, pk), request.POST.get("form", "")
    if form not in FORMS:
        raise Invalid("请选择下载 PDF 还是 Word。")
    kind, draw = FORMS[form]
    printed = print_notice(firm, actor=request.viewer, form=form)
    sheet = business_notice.compose(printed.facts, _address(printed.token))
    answer = HttpResponse(draw(sheet), content_type=kind)
    name = f"{business_notice.TITLE}-{printed.facts.enterprise}.{form}"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@require_http_methods(["GET", "POST"])
@login_required
def renew(request: Request, pk: int) -> HttpResponse:
    """The sign was lost, damaged, or must lead nowhere."""
    firm = _kept(request, pk)
    form = RenewForm(request.POST if request.method == "POST" else None)
    carry(form, gate_codes.read_code(firm, seen_by=request.viewer))
    if form.is_valid():
        try:
            return _renewed(request, firm, form)
        except (Invalid, Conflict) as refused:
            refusals.say(form, refused)
    context = {"enterprise": firm, "form": form}
    status = 422 if form.errors else 200
    return render(request, f"{TEMPLATES}/renew.html", context, status=status)


def _renewed(request: Request, firm: Enterprise, form: RenewForm) -> HttpResponse:
    words = {"read": read_of(form), "reason": form.cleaned_data["reason"]}
    if form.cleaned_data["then"] == RenewForm.STOP:
        revoke_code(firm, actor=request.viewer, **words)
        messages.success(request, "二维码已停用，扫旧标牌不再能反映问题。")
    else:
        renew_code(firm, actor=request.viewer, **words)
        messages.success(request, "已换发新的二维码，旧标牌已失效，请重新打印告知书。")
    return redirect("cases:business-notice", firm.pk)


def _kept(request: Request, pk: int) -> Enterprise:
    """An enterprise whose code this viewer keeps."""
    firm = enterprises.fetch(pk, seen_by=request.viewer)
    authority.check_keeps_code(request.viewer, firm)
    return firm


def _context(request: Request, firm: Enterprise) -> dict[str, Any]:
    viewer = request.viewer
    code = gate_codes.current(firm, seen_by=viewer)
    return {
        "enterprise": firm,
        "page": scan_page.of_enterprise(firm, seen_by=viewer),
        "code": code,
        "qr": _drawn(_address(code.token)) if code else "",
        "may_set_line": authority.may_keep_register(viewer, firm.county_id),
    }


def _address(token: str) -> str:
    """The site's own name: a sign outlives the address under which it was printed."""
    return absolute(reverse("cases:scan", args=[token]))


def _drawn(address: str) -> str:
    """Drawn by the library from an address of our own; nothing in it was typed by anybody."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308
