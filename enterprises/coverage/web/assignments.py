"""Coverage: giving, ending, handing over a whole portfolio; one's own portfolio."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cadres.models import Cadre
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from enterprises.coverage.selectors import portfolio
from enterprises.coverage.services.assignments import (
    assign_enterprise,
    end_assignment,
    hand_over_portfolio,
)
from enterprises.register.rules import authority
from enterprises.register.selectors import assignments, enterprises
from enterprises.register.web.forms import AssignmentForm, EndForm, HandOverForm, said
from enterprises.register.web.requests import form_page, number, words

FOUND = 30


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: Request, pk: int) -> HttpResponse:
    """First the cadre is looked for, then chosen; a county leader is only named."""
    viewer = request.viewer
    enterprise = enterprises.fetch(pk, seen_by=viewer)
    authority.check_keeps_register(viewer, enterprise.county_id)
    asked = words(request)
    found = list(assignments.candidates(seen_by=viewer, words=asked)[:FOUND]) if asked else []
    form = AssignmentForm(request.POST or None, cadres=found, today=viewer.today)

    def action() -> HttpResponse:
        row = assign_enterprise(enterprise, actor=viewer, **form.given())
        who = row.cadre or row.leader_name
        messages.success(request, f"已登记：{who}包联{enterprise.name}。")
        return redirect("enterprises:enterprise-detail", pk)

    context = {"enterprise": enterprise, "words": asked, "found": found}
    return form_page(request, form, action, "enterprises/coverage/assignments/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    row = assignments.fetch(pk, seen_by=viewer)
    authority.check_keeps_register(viewer, row.enterprise.county_id)
    form = EndForm(request.POST or None, initial={"to_on": row.to_on or viewer.today})
    carry(form, edits.read(row, assignments.end_facts(row), seen_by=viewer))

    def action() -> HttpResponse:
        end_assignment(row, actor=viewer, to_on=form.cleaned_data["to_on"], read=read_of(form))
        messages.success(request, "包联结束日期已登记，包联记录保留在历史里。")
        return redirect("enterprises:enterprise-detail", row.enterprise_id)

    context = {"row": row, "enterprise": row.enterprise}
    return form_page(request, form, action, "enterprises/coverage/assignments/end.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hand_over(request: Request) -> HttpResponse:
    """Who gives, who takes, when: three steps, each with an address of its own."""
    viewer = request.viewer
    authority.check_keeps_register(viewer, None)
    giver, taker = _named(request, "from"), _named(request, "to")
    if giver is None or taker is None:
        return render(
            request, "enterprises/coverage/assignments/hand_over.html", _search(request, giver)
        )
    form = HandOverForm(request.POST or None, initial={"on": viewer.today})

    def action() -> HttpResponse:
        count = hand_over_portfolio(giver, taker, actor=viewer, **form.cleaned_data)
        messages.success(request, f"{giver.name}的 {count} 家包联企业已移交给{taker.name}。")
        return redirect("enterprises:cadre-portfolio", taker.pk)

    lines = portfolio.lines(giver.pk, seen_by=viewer)
    more = portfolio.beside(giver.pk, seen_by=viewer)
    context = {"giver": giver, "taker": taker, "lines": lines, "more": more}
    return form_page(
        request, form, action, "enterprises/coverage/assignments/hand_over_confirm.html", context
    )


@require_safe
@login_required
def own_portfolio(request: Request) -> HttpResponse:
    lines = portfolio.lines(request.viewer.person_id, seen_by=request.viewer)
    context = {"lines": lines, "is_own": True}
    return render(request, "enterprises/coverage/assignments/portfolio.html", context)


@require_safe
@login_required
def cadre_portfolio(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    cadre = assignments.cadre(pk, seen_by=viewer)
    context = {
        "lines": portfolio.lines(pk, seen_by=viewer),
        "is_own": pk == viewer.cadre_id,
        "cadre": cadre,
        "may_hand_over": authority.may_keep_register(viewer),
    }
    return render(request, "enterprises/coverage/assignments/portfolio.html", context)


def _named(request: Request, name: str) -> Cadre | None:
    """The cadre whose id stands in the address: a holder gives, a candidate takes."""
    pk = number(request, name)
    if pk is None:
        return None
    if name == "from":
        return assignments.cadre(pk, seen_by=request.viewer)
    return assignments.candidate(pk, seen_by=request.viewer)


def _search(request: Request, giver: Cadre | None) -> dict[str, Any]:
    asked = words(request)
    ask = assignments.candidates if giver else assignments.holders
    found = list(ask(seen_by=request.viewer, words=asked)[:FOUND]) if asked else []
    people = [(cadre, said(cadre)) for cadre in found if giver is None or cadre.pk != giver.pk]
    return {"giver": giver, "words": asked, "people": people}
