"""指标的牵头单位, their history, and findings counted by indicator, lead unit and 专班."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.office_work.rules import findings as finding_rules
from cases.office_work.rules import indicator_leads as rules
from cases.office_work.selectors import finding_figures, indicator_leads
from cases.office_work.services.indicator_leads import set_lead
from cases.office_work.web.finding_forms import LeadFilterForm, LeadForm

METHODS = ["GET", "HEAD", "POST"]


@require_GET
@login_required
def figures(request: Request) -> HttpResponse:
    finding_rules.check_reader(request.viewer)
    found = finding_figures.figures(seen_by=request.viewer)
    parts = [
        ("按指标", "一级指标", found.by_indicator),
        ("按责任单位", "责任单位", found.by_unit),
        ("按专班", "专班", found.by_force),
    ]
    context = {"total": found.total, "parts": [part for part in parts if part[2]]}
    return render(request, "cases/office_work/finding_figures.html", context)


@require_GET
@login_required
def register(request: Request) -> HttpResponse:
    viewer = request.viewer
    rules.check_reader(viewer)
    form = LeadFilterForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data.get("q", "")
    page = page_of(indicator_leads.rows(asked, seen_by=viewer), request.GET.get("page"))
    context = {
        "page": page,
        "lines": indicator_leads.lines(page.rows, seen_by=viewer),
        "form": form,
        "is_narrowed": bool(asked),
        "may_set": bool(viewer.office_county_ids),
        "is_one_county": len(viewer.county_ids) == 1,
    }
    return render(request, "cases/office_work/indicator_leads.html", context)


@require_http_methods(METHODS)
@login_required
def lead(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    row = indicator_leads.fetch(pk, seen_by=viewer)
    rules.check_setter(viewer, row.county_id)
    facts = indicator_leads.facts(indicator_leads.standing(row, seen_by=viewer))
    form = LeadForm(
        request.POST if request.method == "POST" else None,
        initial={**facts, "from_on": viewer.today},
        county_id=row.county_id,
        viewer=viewer,
    )
    carry(form, edits.read(row, facts, seen_by=viewer))

    def run() -> HttpResponse:
        read = read_of(form)
        set_lead(row, form.leading(), actor=viewer, read=read)
        messages.success(request, "已保存。登记在先的问题仍由原来的责任单位负责。")
        return redirect("cases:indicator-lead", row.pk)

    more = {"lead": str(row), "history": indicator_leads.history(row, seen_by=viewer)}
    back, template = reverse("cases:indicator-leads"), "cases/office_work/indicator_lead.html"
    return form_page(request, form, run, "指标的牵头单位", "保存", back, template, **more)
