"""Two administrators together (双人办理): asked for, agreed to, and each half of a code printed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.errors import NotPermitted
from cadres.pages.web.form_pages import form_page
from cadres.people.rules import authority
from cadres.people.selectors import people
from cadres.people.web.people_forms import ReasonForm
from cadres.sign_in.selectors import second_approvals as approvals
from cadres.sign_in.services.one_time_codes import Slip
from cadres.sign_in.services.second_approvals import (
    approve,
    ask_for_code,
    print_first_half,
    refuse,
    withdraw,
)
from cadres.submissions.web.once_pages import shown_again

LIST = "cadres:second-approvals"


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    if not request.viewer.is_administrator:
        raise NotPermitted("双人办理由系统、安全、审计三名管理员办理。")
    context = {"lines": approvals.rows(seen_by=request.viewer)}
    return render(request, "cadres/sign_in/second_approvals/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask_code(request: HttpRequest, pk: int) -> HttpResponse:
    """An administrator asks for the code of somebody whose account nobody opens alone."""
    cadre = people.fetch(pk, seen_by=request.viewer)
    authority.check_may_ask_code(request.viewer, people.standing(cadre, seen_by=request.viewer))
    form = ReasonForm(request.POST or None)

    def action() -> HttpResponse:
        ask_for_code(cadre, form.cleaned_data["reason"], actor=request.viewer)
        messages.success(request, "已提出，等另一名管理员确认；本人和审计管理员会收到消息。")
        return redirect(LIST)

    return form_page(
        request, form, action, f"{cadre.name}：双人办理口令", "提出",
        reverse("cadres:person", args=[pk]),
        lead="另一名管理员确认后，两人各打印一半口令，分别当面交给本人。确认之前原密码照常可用。",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@shown_again(LIST)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    asked = approvals.fetch(pk, seen_by=request.viewer)
    slip = approve(asked, actor=request.viewer)
    if slip:
        return _printed(request, slip, "后一半")
    messages.success(request, "已确认，任职已生效。")
    return redirect(LIST)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@shown_again(LIST)
def print_half(request: HttpRequest, pk: int) -> HttpResponse:
    asked = approvals.fetch(pk, seen_by=request.viewer)
    return _printed(request, print_first_half(asked, actor=request.viewer), "前一半")


@require_POST
@login_required
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    refuse(approvals.fetch(pk, seen_by=request.viewer), actor=request.viewer)
    messages.success(request, "已注明不同意，提出的人会收到消息。")
    return redirect(LIST)


@require_POST
@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    withdraw(approvals.fetch(pk, seen_by=request.viewer), actor=request.viewer)
    messages.success(request, "已撤回。")
    return redirect(LIST)


def _printed(request: HttpRequest, slip: Slip, half: str) -> HttpResponse:
    address = f"{settings.SITE_URL}{reverse('cadres:first-sign-in')}"
    context = {"slip": slip, "half": half, "address": address}
    return render(request, "cadres/sign_in/second_approvals/slip.html", context)
