"""The tree of units: looked at by everybody of the region, kept by the system administrator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.models import Unit
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import form_page
from cadres.people.rules import authority
from cadres.people.selectors import oversight, people, unit_names, units
from cadres.people.services.units import add_unit, close_unit, edit_unit, reopen_unit
from cadres.people.web.unit_forms import UnitFilterForm, UnitForm
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cadres.viewers.rules.viewer import Viewer

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE_SIZE = 100
# What another room shows on the page of a unit.
More = Callable[[Unit, Viewer], dict[str, Any]]
_more: list[More] = []


def register(more: More) -> None:
    """Another room says by which names its things stand on the page of a unit."""
    _more.append(more)


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    form = UnitFilterForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    found = units.rows(
        seen_by=viewer,
        words=given.get("words", ""),
        kind=given.get("kind", ""),
        closed=bool(given.get("closed")),
    )
    page = page_of(found, request.GET.get("page"), PAGE_SIZE)
    context = {
        "form": form,
        "page": page,
        "units": units.describe(page.rows),
        "is_tree": not any(given.values()),
        "may_add": units.regions(seen_by=viewer).exists(),
    }
    return render(request, "cadres/people/units/index.html", context)


@require_safe
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit and everybody in it."""
    viewer = request.viewer
    unit = units.fetch(pk, seen_by=viewer)
    page = page_of(people.of_unit(unit, seen_by=viewer), request.GET.get("page"))
    leaders = oversight.leaders_of(unit, seen_by=viewer)
    context: dict[str, Any] = {
        "unit": unit,
        "facts": [
            ("类别", unit.get_kind_display()),
            ("地区", unit.region.name),
            ("上级单位", unit.parent.name if unit.parent else ""),
            *([("分管县领导", "、".join(leaders))] if leaders else []),
            *([("已并入", unit.merged_into.name)] if unit.merged_into else []),
        ],
        "former_names": unit_names.former(unit, seen_by=viewer),
        "page": page,
        "people": people.describe(page.rows, seen_by=viewer),
        "may_edit": authority.may_manage_units(viewer, unit.region.path),
        "may_add_people": authority.may_manage_people(viewer, unit.region.path),
        "waiting": len(people.waiting_for_code([unit.pk], seen_by=viewer)),
    }
    for more in _more:
        context |= more(unit, viewer)
    return render(request, "cadres/people/units/detail.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def add(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    authority.check_manages_units_at_all(viewer)
    form = _form(request, {"region": next((p.region_id for p in viewer.posts), None)})

    def action() -> HttpResponse:
        unit = add_unit(form.facts(), actor=viewer)
        messages.success(request, f"已新增{unit.name}。")
        return redirect("cadres:unit", unit.pk)

    return form_page(request, form, action, "新增单位", "新增", reverse("cadres:unit-list"))


@require_http_methods(FORM_METHODS)
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename, or move in the tree."""
    unit = units.fetch(pk, seen_by=request.viewer)
    authority.check_may_manage_units(request.viewer, unit.region.path)
    now = {"name": unit.name, "kind": unit.kind, "region": unit.region_id, "parent": unit.parent_id}
    form = _form(request, now)
    carry(form, edits.read(unit, units.facts(unit), seen_by=request.viewer))

    def action() -> HttpResponse:
        read = read_of(form)
        edit_unit(unit, form.facts(), actor=request.viewer, read=read)
        messages.success(request, "单位信息已保存，人员和工单都跟着单位走。")
        return redirect("cadres:unit", pk)

    back = reverse("cadres:unit", args=[pk])
    return form_page(request, form, action, f"修改单位 {unit.name}", "保存", back)


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    unit = close_unit(units.fetch(pk, seen_by=request.viewer), actor=request.viewer)
    messages.success(request, f"{unit.name}已停用，历史记录保留，需要时可以恢复。")
    return redirect("cadres:unit", pk)


@require_POST
@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    unit = reopen_unit(units.fetch(pk, seen_by=request.viewer), actor=request.viewer)
    messages.success(request, f"{unit.name}已恢复使用。")
    return redirect("cadres:unit", pk)


def _form(request: HttpRequest, now: dict[str, object]) -> UnitForm:
    viewer = request.viewer
    return UnitForm(
        request.POST or None,
        initial=now,
        regions=units.regions(seen_by=viewer),
        parents=units.choices(seen_by=viewer),
    )
