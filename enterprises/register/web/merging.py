"""One enterprise goes over into another: name it, read what happens, say why, do it once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cadres.errors import Conflict, Invalid, WrongState
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from enterprises.models import Enterprise
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises, merging
from enterprises.register.services.merging import merge_enterprises

PAGE = "enterprises/register/merge.html"


class IntoForm(forms.Form):
    """Which enterprise stays."""

    into = forms.CharField(
        label="并入哪家企业",
        max_length=120,
        help_text="填企业全称、别名或统一社会信用代码。",
        error_messages={"required": "请填写并入哪家企业。"},
    )


class MergeForm(forms.Form):
    reason = forms.CharField(
        label="原因",
        max_length=200,
        help_text="例如重复登记、吸收合并。",
        error_messages={"required": "请写明原因。"},
    )
    # The mark of the counts that the page shows.
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request: Request, pk: int) -> HttpResponse:
    """GET asks into which enterprise, or shows what would happen; POST does it."""
    viewer = request.viewer
    old = enterprises.fetch(pk, seen_by=viewer)
    authority.check_keeps_register(viewer, old.county_id)
    posted = request.POST if request.method == "POST" else None
    asked = posted if posted is not None else request.GET
    choice = IntoForm(asked if posted is not None or "into" in asked else None)
    new = _named(choice, old, request)
    if new is None:
        status = 422 if choice.errors else 200
        return render(request, PAGE, {"enterprise": old, "choice": choice}, status=status)
    form = MergeForm(posted)
    if form.is_valid():
        try:
            merge_enterprises(old, new, actor=viewer, **form.cleaned_data)
        except (Invalid, Conflict, WrongState) as refused:
            say(form, refused)
        else:
            messages.success(request, f"{old}已并入{new}，今后用原来的名称也能找到它。")
            return redirect("enterprises:enterprise-detail", new.pk)
    context = {
        "enterprise": old,
        "into": new,
        "effects": merging.effects(old, new, seen_by=viewer),
        "form": form,
    }
    return render(request, PAGE, context, status=422 if form.errors else 200)


def _named(choice: IntoForm, old: Enterprise, request: Request) -> Enterprise | None:
    if not choice.is_valid():
        return None
    try:
        words = choice.cleaned_data["into"]
        return enterprises.named(words, old.county_id, seen_by=request.viewer)
    except Invalid as refused:
        choice.add_error("into", refused.message)
        return None
