"""惠企政策: the list, one policy with whom it is for, and how the office keeps it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from cadres.files.web import exports
from cadres.pages.rules import wording
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import form_page, sent
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.models import Policy
from cases.policies.rules import policies as rules
from cases.policies.rules.fit import EVERYBODY
from cases.policies.rules.list_views import Tab
from cases.policies.rules.policies import PolicyVerb
from cases.policies.selectors import fitting, policies, refused_applications
from cases.policies.selectors.fitting import Fitting
from cases.policies.services.policies import correct_policy, file_policy, void_policy
from cases.policies.web.forms import PolicyFilterForm, PolicyForm, VoidForm
from cases.policies.web.list_exports import ENTERPRISES

METHODS = ["GET", "HEAD", "POST"]


@require_GET
@login_required
def table(request: Request) -> HttpResponse:
    form = PolicyFilterForm(request.GET)
    tab = policies.tab_of(request.GET.get("tab", ""))
    asked = form.cleaned_data if form.is_valid() else {}
    kept = policies.in_tab(policies.rows(seen_by=request.viewer), tab, seen_by=request.viewer)
    page = page_of(policies.narrowed(kept, **asked), request.GET.get("page"))
    context = {
        "page": page,
        "lines": policies.lines(page.rows, seen_by=request.viewer),
        "form": form,
        "tab": tab,
        "tabs": _tabs(request, tab),
        "may_file": bool(request.viewer.office_county_ids),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "cases/policies/list.html", context)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    found = policies.page(pk, seen_by=request.viewer)
    row = found.line.row
    kind = fitting.fit_asked(request.GET.get("fit", ""))
    shown = fitting.fitting(row, kind, request.GET.get("page"), seen_by=request.viewer)
    refusals = refused_applications.refusals(row, seen_by=request.viewer)
    context = {
        "found": found,
        "line": found.line,
        "row": row,
        "everybody": EVERYBODY,
        "fitting": shown,
        "page": shown.page,
        "tabs": _fits(request, shown),
        "refusals": refusals,
        "may_open_topic": len(refusals) > 1 and rules.may_keep(request.viewer, row.county_id),
        "policy_query": urlencode({"policy": row.pk}),
        "asked": urlencode({"policy": row.pk, "fit": kind.value}),
    }
    return render(request, "cases/policies/detail.html", context)


@require_GET
@login_required
def export(request: Request) -> HttpResponse:
    """The enterprises of the policy that the address names; who took them is on record."""
    return exports.answer(request, ENTERPRISES)


@require_http_methods(METHODS)
@login_required
def new(request: Request) -> HttpResponse:
    county = policies.county(request.GET.get("county"), seen_by=request.viewer)
    form = PolicyForm(sent(request), county_id=county.pk, viewer=request.viewer)

    def run() -> HttpResponse:
        row = file_policy(form.said(), actor=request.viewer, county=county)
        return _done(request, row, "已登记。下面是符合条件的企业。")

    back, template = reverse("cases:policy-list"), "cases/policies/new.html"
    address = request.get_full_path()
    return form_page(request, form, run, "登记惠企政策", "登记", back, template, address=address)


@require_http_methods(METHODS)
@login_required
def correct(request: Request, pk: int) -> HttpResponse:
    row = _kept(request, pk, PolicyVerb.CORRECT)
    shown = policies.facts(row)
    form = PolicyForm(
        sent(request),
        initial={**shown, "tags": "、".join(shown["tags"])},
        county_id=row.county_id,
        viewer=request.viewer,
        kept=shown["industries"],
    )
    carry(form, edits.read(row, shown, seen_by=request.viewer))

    def run() -> HttpResponse:
        correct_policy(row, actor=request.viewer, read=read_of(form), said=form.said())
        return _done(request, row, "已修改。")

    return form_page(request, form, run, "修改惠企政策", "保存", _back(row))


@require_http_methods(METHODS)
@login_required
def void(request: Request, pk: int) -> HttpResponse:
    row = _kept(request, pk, PolicyVerb.VOID)
    form = VoidForm(sent(request))

    def run() -> HttpResponse:
        void_policy(row, actor=request.viewer, **form.cleaned_data)
        return _done(request, row, "已作废，不再向企业推荐；记录保留。")

    more = {"lead": "登记有误或上级已废止的才作废；到期的不用作废。", "danger": True}
    return form_page(request, form, run, "作废惠企政策", "作废", _back(row), **more)


def _kept(request: Request, pk: int, verb: PolicyVerb) -> Policy:
    """A policy with which this viewer may do it now."""
    row = policies.fetch(pk, seen_by=request.viewer)
    rules.check(verb, row, request.viewer)
    return row


def _back(row: Policy) -> str:
    return reverse("cases:policy", args=[row.pk])


def _done(request: Request, row: Policy, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("cases:policy", row.pk)


def _tabs(request: Request, here: Tab) -> list[dict[str, Any]]:
    kept = {name: value for name, value in request.GET.items() if name not in ("tab", "page")}
    return [
        {
            "label": tab.label,
            "url": f"{request.path}?{urlencode({**kept, 'tab': tab.value})}",
            "current": tab is here,
        }
        for tab in Tab
    ]


def _fits(request: Request, shown: Fitting) -> list[dict[str, Any]]:
    return [
        {
            "label": one.label,
            "url": f"{request.path}?{urlencode({'fit': one.value})}",
            "count": wording.capped(count),
            "current": one is shown.kind,
        }
        for one, count in shown.counts
    ]
