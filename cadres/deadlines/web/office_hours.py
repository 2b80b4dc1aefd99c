"""The page of office hours: what holds where, what is planned, and the form for a new season."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cadres.deadlines.selectors import calendar, office_hours
from cadres.deadlines.services.office_hours import set_office_hours, withdraw_office_hours
from cadres.deadlines.web.office_hours_forms import HoursForm
from cadres.errors import Conflict, Invalid
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from cadres.people.rules import administration
from cadres.submissions.web.edit_forms import carry, read_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hours(request: Request) -> HttpResponse:
    """Read the seasons; an administrator sets the next one."""
    viewer = request.viewer
    given = request.POST if request.method == "POST" else None
    if given is not None:
        administration.check_administers(viewer)
    form = HoursForm(given, regions=calendar.regions(seen_by=viewer))
    carry(form, office_hours.read(seen_by=viewer))
    if form.is_valid():
        try:
            version = set_office_hours(form.hours(), actor=viewer, read=read_of(form))
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            messages.success(request, f"作息时间已设置，日历更新为第 {version.number} 版。")
            return redirect("cadres:calendar-hours")
    context = {
        "form": form,
        "seasons": office_hours.seasons(seen_by=viewer),
        "may_change": administration.administers(viewer),
    }
    status = 422 if form.errors else 200
    return render(request, "cadres/deadlines/calendar/hours.html", context, status=status)


@require_POST
@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    row = office_hours.fetch(pk, seen_by=request.viewer)
    version = withdraw_office_hours(row, actor=request.viewer)
    messages.success(request, f"{row.label}已取消，日历更新为第 {version.number} 版。")
    return redirect("cadres:calendar-hours")
