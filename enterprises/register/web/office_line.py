"""Under which name the campaign office signs, and on which phone everybody reaches it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from cadres.pages.web.request_types import Request
from cadres.submissions.web.edit_forms import carry, read_of
from enterprises.register.rules import authority
from enterprises.register.selectors import gate_codes
from enterprises.register.services.gate_codes import PublicWords, set_office_line
from enterprises.register.web.office_line_forms import OfficeLineForm
from enterprises.register.web.requests import form_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    county = gate_codes.county(pk, seen_by=viewer)
    authority.check_sets_office_line(viewer, county.pk)
    line = gate_codes.office_line(county, seen_by=viewer)
    form = OfficeLineForm(request.POST or None, line=line)
    carry(form, gate_codes.read_line(county, seen_by=viewer))

    def action() -> HttpResponse:
        read = read_of(form)
        set_office_line(county, PublicWords(**form.cleaned_data), actor=viewer, read=read)
        messages.success(request, "已保存，扫码页面立即按新的显示；已打印的告知书请重新打印。")
        return redirect("enterprises:office-line", county.pk)

    context = {"county": county}
    return form_page(request, form, action, "enterprises/register/office_line/edit.html", context)
