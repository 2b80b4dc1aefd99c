"""One enterprise and the policies: what fits, being told, and an application that was refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cases.models import Policy
from cases.policies.rules import outreach as rules
from cases.policies.rules import refused_applications
from cases.policies.rules.list_views import Near
from cases.policies.selectors import of_enterprise, policies
from cases.policies.services.outreach import tell_policy
from cases.policies.services.refused_applications import file_refusal
from cases.policies.web.forms import RefusalForm, TellForm
from enterprises.models import Enterprise
from enterprises.register.selectors import enterprises

METHODS = ["GET", "HEAD", "POST"]


@require_GET
@login_required
def of_one(request: Request, pk: int) -> HttpResponse:
    """Every policy in force as it stands to one enterprise; its own page fetches the first ones."""
    enterprise = enterprises.fetch(pk, seen_by=request.viewer)
    if request.htmx and not request.htmx.boosted:
        found = of_enterprise.overview(enterprise, seen_by=request.viewer)
        return render(request, "cases/policies/_groups_of_enterprise.html", {"policies": found})
    kind = of_enterprise.near_asked(request.GET.get("fit", ""))
    page = of_enterprise.page(enterprise, kind, request.GET.get("page"), seen_by=request.viewer)
    context = {
        "enterprise": enterprise,
        "kind": kind,
        "page": page,
        "may_tell": enterprise.is_active and rules.may_tell(request.viewer, enterprise),
        "tabs": [
            {"label": one.label, "url": f"{request.path}?fit={one.value}", "current": one is kind}
            for one in Near
        ],
    }
    return render(request, "cases/policies/of_enterprise.html", context)


@require_http_methods(METHODS)
@login_required
def tell(request: Request, pk: int, enterprise_id: int) -> HttpResponse:
    policy, enterprise = _both(request, pk, enterprise_id)
    form = TellForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        tell_policy(policy, enterprise, form.cleaned_data["way"], actor=request.viewer)
        messages.success(request, f"已记下：{enterprise}已知道《{policy}》。")
        return redirect("enterprises:enterprise-detail", enterprise.pk)

    words = ("告知企业", "记为已告知")
    return _page(request, policy, enterprise, form, run, *words, shows_words=True)


@require_http_methods(METHODS)
@login_required
def refused(request: Request, pk: int, enterprise_id: int) -> HttpResponse:
    policy, enterprise = _both(request, pk, enterprise_id)
    form = RefusalForm(
        request.POST if request.method == "POST" else None,
        initial={"description": refused_applications.description(policy)},
        viewer=request.viewer,
    )

    def run() -> HttpResponse:
        ticket = file_refusal(policy, enterprise, actor=request.viewer, **form.cleaned_data)
        messages.success(request, f"已登记为工单 {ticket.number}，等县助企办交办。")
        return redirect("cases:ticket-detail", ticket.pk)

    return _page(request, policy, enterprise, form, run, "企业说申报被拒", "登记为工单")


def _both(request: Request, pk: int, enterprise_id: int) -> tuple[Policy, Enterprise]:
    policy = policies.fetch(pk, seen_by=request.viewer)
    enterprise = enterprises.fetch(enterprise_id, seen_by=request.viewer)
    rules.check(policy, enterprise, request.viewer)
    return policy, enterprise


def _page(
    request: Request,
    policy: Policy,
    enterprise: Enterprise,
    form: Any,
    run: Any,
    heading: str,
    submit: str,
    *,
    shows_words: bool = False,
) -> HttpResponse:
    back = reverse("enterprises:enterprise-detail", args=[enterprise.pk])
    template = "cases/policies/telling.html"
    more = {"policy": policy, "enterprise": enterprise, "shows_words": shows_words}
    return form_page(request, form, run, heading, submit, back, template, **more)
