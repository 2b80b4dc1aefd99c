"""工单编号样式: read and set with the settings of letters."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.tickets.rules import numbering
from cases.tickets.selectors import number_patterns
from cases.tickets.services.number_patterns import set_pattern


class PatternForm(forms.Form):
    number_pattern = forms.CharField(
        label="工单编号样式",
        required=False,
        max_length=numbering.LONGEST_PATTERN,
        help_text=(
            "花括号里的字头、年份、序号由系统填写，各写一次，"
            "例如：{字头} {年份}-{序号}，不填就用这个。不能写成发文字号的样子。"
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: Request, county: int) -> HttpResponse:
    place = number_patterns.settable(county, seen_by=request.viewer)
    now = number_patterns.facts(place)
    form = PatternForm(request.POST if request.method == "POST" else None, initial=now)
    carry(form, edits.read(number_patterns.about(county), now, seen_by=request.viewer))

    def run() -> HttpResponse:
        pattern = form.cleaned_data["number_pattern"]
        set_pattern(county, actor=request.viewer, read=read_of(form), number_pattern=pattern)
        messages.success(request, "已保存，从下一张工单起使用；已有编号不变，仍能查到。")
        return redirect("cases:letter-styles")

    return form_page(request, form, run, "工单编号样式", "保存", reverse("cases:letter-styles"))
