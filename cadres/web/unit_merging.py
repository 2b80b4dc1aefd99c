"""One unit takes another over: name the other, read what happens, say why, do it once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.errors import Conflict, Invalid, WrongState
from cadres.models import Unit
from cadres.rules import authority
from cadres.selectors import unit_merging, units
from cadres.services.unit_merging import merge_units
from cadres.web.refusals import say
from cadres.web.units_forms import IntoForm, UnitMergeForm

PAGE = "cadres/units/merge.html"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks into which unit, or shows what would happen; POST does it."""
    viewer = request.viewer
    unit = units.fetch(pk, seen_by=viewer)
    authority.check_may_manage_units(viewer, unit.region.path)
    offered = units.choices(seen_by=viewer).exclude(pk=pk)
    posted = request.POST if request.method == "POST" else None
    asked = posted if posted is not None else request.GET
    is_named = posted is not None or "into" in asked
    choice = IntoForm(asked if is_named else None, units=offered)
    if not choice.is_valid():
        status = 422 if choice.errors else 200
        return render(request, PAGE, {"unit": unit, "choice": choice}, status=status)
    into = choice.cleaned_data["into"]
    form = UnitMergeForm(posted)
    if form.is_valid():
        try:
            merge_units(unit, into, actor=viewer, **form.cleaned_data)
        except (Invalid, Conflict, WrongState) as refused:
            say(form, refused)
        else:
            return _done(request, unit, into)
    return _told(request, unit, into, form)


def _told(request: HttpRequest, unit: Unit, into: Unit, form: UnitMergeForm) -> HttpResponse:
    """What goes over and what stays, in counts; with the mark of just these counts."""
    effects = unit_merging.effects(unit, into, seen_by=request.viewer)
    context = {"unit": unit, "into": into, "effects": effects, "form": form}
    status = 422 if form.errors else 200
    return render(request, PAGE, context, status=status)


def _done(request: HttpRequest, unit: Unit, into: Unit) -> HttpResponse:
    messages.success(
        request, f"{unit}已并入{into}，在办事项和人员都已转过去；两个单位和县助企办会收到消息。"
    )
    return redirect(reverse("cadres:unit", args=[into.pk]))
