"""The register's pages: list, one enterprise, adding, editing, leaving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from enterprises.models import Enterprise
from enterprises.register.rules import authority
from enterprises.register.selectors import (
    assignments,
    contacts,
    enterprises,
    known_visits,
    nearness,
    page_parts,
)
from enterprises.register.selectors.filters import EnterpriseFilter
from enterprises.register.services.enterprises import (
    add_alias,
    add_enterprise,
    deactivate_enterprise,
    edit_enterprise,
    reactivate_enterprise,
    remove_alias,
)
from enterprises.register.web.forms import AliasForm, DayForm, EnterpriseForm, ReasonForm
from enterprises.register.web.requests import day, form_page


@require_safe
@login_required
def table(request: Request) -> HttpResponse:
    viewer = request.viewer
    found = EnterpriseFilter(
        request.GET, queryset=enterprises.rows(seen_by=viewer), request=request
    )
    page = page_of(found.qs, request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "lines": enterprises.lines(page.rows, seen_by=viewer),
        "may_add": authority.may_keep_register(viewer),
        "may_see_coverage": authority.may_see_coverage(viewer),
        "sees_counties": len(viewer.home_county_ids) > 1,
    }
    return render(request, "enterprises/register/list.html", context)


@require_safe
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    enterprise = enterprises.fetch(pk, seen_by=request.viewer)
    return render(request, "enterprises/register/detail.html", _detail(request, enterprise))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: Request) -> HttpResponse:
    viewer = request.viewer
    authority.check_keeps_register(viewer, None)
    form = EnterpriseForm(request.POST or None, viewer=viewer)

    def action() -> HttpResponse:
        enterprise = add_enterprise(form.facts(), actor=viewer)
        return _done(request, enterprise.pk, f"{enterprise.name}已登记到企业名录。")

    context = {"industries": _industries(request, form)}
    return form_page(request, form, action, "enterprises/register/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    enterprise = _kept(request, pk)
    viewer = request.viewer
    form = EnterpriseForm(request.POST or None, viewer=viewer, enterprise=enterprise)
    carry(form, edits.read(enterprise, enterprises.facts(enterprise), seen_by=viewer))

    def action() -> HttpResponse:
        edit_enterprise(enterprise, form.facts(), actor=viewer, read=read_of(form))
        return _done(request, pk, "企业信息已保存。")

    context = {"enterprise": enterprise, "industries": _industries(request, form)}
    return form_page(request, form, action, "enterprises/register/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def deactivate(request: Request, pk: int) -> HttpResponse:
    enterprise = _kept(request, pk)
    form = ReasonForm(request.POST or None)

    def action() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        deactivate_enterprise(enterprise, actor=request.viewer, reason=reason)
        told = f"{enterprise.name}已移出名录，历史记录保留，可以随时恢复。"
        return _done(request, pk, told)

    context = {"enterprise": enterprise}
    return form_page(request, form, action, "enterprises/register/deactivate.html", context)


@require_POST
@login_required
def reactivate(request: Request, pk: int) -> HttpResponse:
    enterprise = enterprises.fetch(pk, seen_by=request.viewer)
    reactivate_enterprise(enterprise, actor=request.viewer)
    return _done(request, pk, f"{enterprise.name}已恢复到企业名录。")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def alias_new(request: Request, pk: int) -> HttpResponse:
    enterprise = _kept(request, pk)
    form = AliasForm(request.POST or None)

    def action() -> HttpResponse:
        add_alias(enterprise, form.cleaned_data["name"], actor=request.viewer)
        return _done(request, pk, "别名已登记，用它也能查到这家企业。")

    context = {"enterprise": enterprise}
    return form_page(request, form, action, "enterprises/register/alias_new.html", context)


@require_POST
@login_required
def alias_remove(request: Request, pk: int, alias_id: int) -> HttpResponse:
    enterprise = enterprises.fetch(pk, seen_by=request.viewer)
    remove_alias(enterprise, alias_id, actor=request.viewer)
    return _done(request, pk, "别名已删除。")


def _kept(request: Request, pk: int) -> Enterprise:
    """An enterprise whose register this viewer keeps."""
    enterprise = enterprises.fetch(pk, seen_by=request.viewer)
    authority.check_keeps_register(request.viewer, enterprise.county_id)
    return enterprise


def _done(request: Request, pk: int, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("enterprises:enterprise-detail", pk)


def _detail(request: Request, enterprise: Enterprise) -> dict[str, Any]:
    viewer = request.viewer
    on = day(request, "on")
    is_near = nearness.is_near(enterprise, seen_by=viewer)
    return {
        "enterprise": enterprise,
        "contacts": contacts.lines(enterprise, seen_by=viewer),
        "history": assignments.history(enterprise, seen_by=viewer),
        "on": on,
        "team_then": assignments.team(enterprise, on, seen_by=viewer) if on else None,
        "day_form": DayForm(initial={"on": on or viewer.today}),
        "visits": known_visits.of(enterprise, seen_by=viewer, is_near=is_near),
        **page_parts.of(enterprise, seen_by=viewer, is_near=is_near, asked=request.GET.dict()),
        "parts": page_parts.templates(),
        "today": viewer.today,
        "may_edit": authority.may_keep_register(viewer, enterprise.county_id),
        "may_keep_code": authority.may_keep_code(viewer, enterprise),
        "may_edit_contacts": authority.may_edit_contacts(viewer, enterprise),
        "may_reveal": is_near,
        "may_visit": authority.may_log_visits(viewer, enterprise),
    }


def _industries(request: Request, form: EnterpriseForm) -> list[str]:
    """Words already in use, offered while typing."""
    if len(form.counties) != 1:
        return []
    return enterprises.industries(int(next(iter(form.counties))), seen_by=request.viewer)
