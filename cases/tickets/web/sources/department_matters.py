"""应由部门办理的类别: of which a township is given none without a warning."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import text_limits
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.selectors import categories
from cases.tickets.selectors.handling import department_matters
from cases.tickets.selectors.sources import sources
from cases.tickets.services.sources.department_matters import set_department_matters


class MattersForm(forms.Form):
    category_ids = forms.ModelMultipleChoiceField(
        label="类别",
        queryset=categories.NONE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="交办给乡镇时提示，不拦截。",
    )
    basis = forms.CharField(label="依据文件", max_length=text_limits.DOCUMENT)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = categories.rows(seen_by=viewer)
        self.fields["category_ids"].queryset = found  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: Request, county: int) -> HttpResponse:
    viewer = request.viewer
    place = sources.settable(county, seen_by=viewer)
    now = department_matters.facts(place, seen_by=viewer)
    sent = request.POST if request.method == "POST" else None
    form = MattersForm(sent, viewer=viewer, initial=now)
    carry(form, edits.read(department_matters.about(county), now, seen_by=viewer))

    def run() -> HttpResponse:
        said = form.cleaned_data
        set_department_matters(
            place,
            actor=viewer,
            read=read_of(form),
            categories=list(said["category_ids"]),
            basis=said["basis"],
        )
        messages.success(request, "已保存，交办给乡镇时按新的类别提示。")
        return redirect("cases:source-list")

    back = reverse("cases:source-list")
    return form_page(request, form, run, "应由部门办理的类别", "保存", back)
