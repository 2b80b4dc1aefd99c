"""Delegation (代理): lending one's own post, or that of somebody away; taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cadres.errors import NotPermitted
from cadres.models import Cadre
from cadres.pages.web.form_pages import form_page
from cadres.people.selectors import delegations, people
from cadres.people.services.delegations import end_delegation, make_delegation
from cadres.people.web.delegation_forms import DelegationForm

FORM_METHODS = ["GET", "HEAD", "POST"]
NOTHING_TO_LEND = (
    "没有可以委托代理的职务：单位负责人、助企办主任和县领导由本人委托；"
    "本人不在岗时，由县助企办主任或系统管理员代为设置。"
)
LEAD = "代理期间，代理人可以审核、决定，经过中写明“某某 代 某某”；本人仍可办理。到期自动结束。"


@require_http_methods(FORM_METHODS)
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """My own post, lent to a colleague."""
    return _lend(request, request.user, "委托代理", reverse("cadres:profile"))


@require_http_methods(FORM_METHODS)
@login_required
def add_for(request: HttpRequest, pk: int) -> HttpResponse:
    """The post of somebody who is away."""
    cadre = people.fetch(pk, seen_by=request.viewer)
    return _lend(request, cadre, f"为{cadre.name}设置代理", reverse("cadres:person", args=[pk]))


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = delegations.fetch(pk, seen_by=request.viewer)
    ended = end_delegation(found, actor=request.viewer)
    messages.success(request, f"{ended.deputy.name}代理{ended.principal.name}已提前结束。")
    if request.viewer.cadre_id in (ended.principal_id, ended.deputy_id):
        return redirect("cadres:profile")
    return redirect("cadres:person", ended.principal_id)


def _lend(request: HttpRequest, principal: Cadre, heading: str, back: str) -> HttpResponse:
    viewer = request.viewer
    postings = delegations.lendable(principal, seen_by=viewer)
    if not postings:
        raise NotPermitted(NOTHING_TO_LEND)
    form = DelegationForm(
        request.POST or None,
        postings=postings,
        deputies=delegations.candidates(postings, seen_by=viewer),
        viewer=viewer,
        initial={"from_on": viewer.today},
    )

    def action() -> HttpResponse:
        made = make_delegation(form.delegation(), actor=viewer)
        messages.success(request, f"已设置由{made.deputy.name}代理{made.principal.name}的职务。")
        return redirect(back)

    return form_page(request, form, action, heading, "确定委托", back, lead=LEAD)
