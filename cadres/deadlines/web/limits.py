"""The limits' pages: what holds where, its history, changing one, applying a whole preset."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cadres.deadlines.rules import limit_groups, presets
from cadres.deadlines.rules.limits import is_known
from cadres.deadlines.selectors import calendar, limits
from cadres.deadlines.services.limits import apply_preset, end_limit, set_limit
from cadres.deadlines.web.limit_forms import EndForm, LimitForm, PlaceForm, PresetForm
from cadres.errors import Conflict, Invalid
from cadres.models import TimeLimit
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from cadres.people.rules import administration
from cadres.submissions.web.edit_forms import carry, read_of


@require_safe
@login_required
def table(request: Request) -> HttpResponse:
    """What holds today in a region, and every row that was ever set for it."""
    viewer = request.viewer
    form = PlaceForm(request.GET or None, regions=calendar.regions(seen_by=viewer))
    region = form.cleaned_data.get("region") if form.is_valid() else None
    region_id = region.pk if region else None
    context = {
        "form": form,
        "region": region,
        "groups": limits.effective_groups(viewer.today, region_id, seen_by=viewer),
        "history": limits.rows(seen_by=viewer, region_id=region_id)[:500],
        "today": viewer.today,
        "may_change": administration.administers(viewer),
    }
    return render(request, "cadres/deadlines/limits/table.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: Request) -> HttpResponse:
    """Choose the step, then set its limit: the row that held is closed, and this one opened."""
    viewer = request.viewer
    administration.check_administers(viewer)
    if request.method != "POST" and not is_known(request.GET.get("key", "")):
        context = {"groups": limit_groups.groups(), "region": request.GET.get("region", "")}
        return render(request, "cadres/deadlines/limits/choose.html", context)
    regions = calendar.regions(seen_by=viewer)
    form = LimitForm(request.POST or None, initial=_asked(request), regions=regions)
    carry(form, limits.read([form.step_key], seen_by=viewer))
    if request.method == "POST" and form.is_valid():
        try:
            row = set_limit(form.limit(), actor=viewer, read=read_of(form))
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            messages.success(request, f"时限已设置：{row}，自 {row.valid_from} 起执行。")
            return redirect(_table_of(row.region_id))
    status = 422 if form.errors else 200
    return render(request, "cadres/deadlines/limits/change.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """A region's own limit ends and the wider region's holds again, or a switch is put off."""
    row = limits.fetch(pk, seen_by=request.viewer)
    form = EndForm(request.POST or None, initial={"valid_to": request.viewer.today})
    carry(form, limits.read([row.key], seen_by=request.viewer))
    if request.method == "POST" and form.is_valid():
        try:
            on = form.cleaned_data["valid_to"]
            end_limit(row, actor=request.viewer, on=on, read=read_of(form))
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            messages.success(request, _ended(row))
            return redirect(_table_of(row.region_id))
    context = {"form": form, "row": row, "back": _table_of(row.region_id)}
    return render(
        request, "cadres/deadlines/limits/end.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preset(request: Request) -> HttpResponse:
    """Choose a preset, see it beside what holds, and apply it in one action."""
    viewer = request.viewer
    administration.check_administers(viewer)
    given = request.POST or (request.GET if "valid_from" in request.GET else None)
    form = PresetForm(given, today=viewer.today, regions=calendar.regions(seen_by=viewer))
    context: dict[str, Any] = {"form": form, "presets": presets.presets()}
    if request.method == "POST":
        carry(form, limits.read((), seen_by=viewer))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "cadres/deadlines/limits/preset.html", context, status=status)
    chosen, region, begins = form.chosen()
    region_id = region.pk if region else None
    if request.method == "POST":
        try:
            rows = apply_preset(chosen, region, begins, actor=viewer, read=read_of(form))
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            told = f"方案“{chosen.name}”已启用：{len(rows)} 条，自 {begins} 起执行。"
            messages.success(request, told)
            return redirect(_table_of(region_id))
    changes = limits.preview_preset(chosen, region_id, begins, seen_by=viewer)
    context |= {"preset": chosen, "region": region, "begins": begins, "changes": changes}
    # Drawn anew after a refusal too: what is shown now is what is read now.
    context["read"] = limits.read(chosen.keys, seen_by=viewer)
    status = 422 if form.errors else 200
    return render(request, "cadres/deadlines/limits/preset.html", context, status=status)


def _ended(row: TimeLimit) -> str:
    if row.region_id is None:
        return f"“{row.get_key_display()}”已停用。"
    return f"{row.region}的“{row}”已停用，改按上级时限执行。"


def _asked(request: Request) -> dict[str, Any]:
    """The row beside which 修改 was pressed."""
    names = ("key", "subject", "region", "amount", "unit", "basis")
    asked: dict[str, Any] = {name: request.GET[name] for name in names if name in request.GET}
    return {"valid_from": request.viewer.today, **asked}


def _table_of(region_id: int | None) -> str:
    page = reverse("cadres:limits")
    return f"{page}?region={region_id}" if region_id else page
