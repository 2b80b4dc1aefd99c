"""The calendar's pages: a year at a glance, next year's notice, local closures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.deadlines.rules import workdays
from cadres.deadlines.selectors import calendar
from cadres.deadlines.services.calendar import close_offices, load_notice, reopen_offices
from cadres.deadlines.web.calendar_forms import ClosureForm, NoticeForm, YearForm
from cadres.errors import Conflict, Invalid
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from cadres.people.rules import administration
from cadres.submissions.web.edit_forms import carry, read_of

YEARS_SHOWN = 2


@require_safe
@login_required
def year(request: Request) -> HttpResponse:
    """The twelve months of a year, the notices behind them, and what is only projected."""
    viewer = request.viewer
    regions = calendar.regions(seen_by=viewer)
    form = YearForm(request.GET or None, regions=regions)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    chosen = asked.get("year") or viewer.today.year
    region = asked.get("region")
    shown = calendar.work_calendar(asked.get("version"), region.pk if region else None)
    context = {
        "form": form if form.is_bound else YearForm(initial={"year": chosen}, regions=regions),
        "year": chosen,
        "months": list(enumerate(calendar.year_months(chosen, shown), start=1)),
        "weekdays": workdays.WEEKDAYS,
        "summary": calendar.year_summary(chosen, shown),
        "provisional_words": workdays.PROVISIONAL,
        "notices": calendar.notices_of(chosen, seen_by=viewer),
        "versions": calendar.versions(seen_by=viewer)[:20],
        "version": shown.version,
        "tabs": _year_tabs(chosen, viewer.today.year),
        "may_change": administration.administers(viewer),
    }
    return render(request, "cadres/deadlines/calendar/year.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def load(request: Request) -> HttpResponse:
    """Paste or upload, look at what it would change, and only then load it."""
    administration.check_administers(request.viewer)
    if request.method != "POST":
        return render(request, "cadres/deadlines/calendar/load.html", {"form": NoticeForm()})
    form = NoticeForm(request.POST, request.FILES)
    if "confirm" in request.POST:
        carry(form, calendar.read(request.viewer.today.year, seen_by=request.viewer))
    if not form.is_valid():
        return render(request, "cadres/deadlines/calendar/load.html", {"form": form}, status=422)
    try:
        if "confirm" in request.POST:
            return _load(request, form)
        preview = calendar.preview_notice(form.notice, seen_by=request.viewer)
    except (Invalid, Conflict) as refused:
        say(form, refused)
        return render(request, "cadres/deadlines/calendar/load.html", {"form": form}, status=422)
    read = calendar.read(form.notice.year, seen_by=request.viewer)
    context = {"form": form.repeated(), "preview": preview, "read": read}
    return render(request, "cadres/deadlines/calendar/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def closures(request: Request) -> HttpResponse:
    """The local closures that stand, and the form for another."""
    administration.check_administers(request.viewer)
    regions = calendar.regions(seen_by=request.viewer)
    form = ClosureForm(request.POST or None, regions=regions)
    if request.method == "POST" and form.is_valid():
        try:
            version = close_offices(form.closure(), actor=request.viewer)
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            messages.success(request, f"停止办公已登记，日历更新为第 {version.number} 版。")
            return redirect("cadres:calendar-closures")
    context = {"form": form, "closures": calendar.closures(seen_by=request.viewer)[:200]}
    status = 422 if form.errors else 200
    return render(request, "cadres/deadlines/calendar/closures.html", context, status=status)


@require_POST
@login_required
def reopen(request: Request, pk: int) -> HttpResponse:
    closed = calendar.fetch_closure(pk, seen_by=request.viewer)
    version = reopen_offices(closed, actor=request.viewer)
    messages.success(request, f"停止办公已取消，日历更新为第 {version.number} 版。")
    return redirect("cadres:calendar-closures")


def _load(request: Request, form: NoticeForm) -> HttpResponse:
    version = load_notice(form.notice, actor=request.viewer, read=read_of(form))
    loaded = form.notice.year
    messages.success(request, f"{loaded} 年放假安排已载入，日历更新为第 {version.number} 版。")
    return redirect(f"{reverse('cadres:calendar')}?year={loaded}")


def _year_tabs(chosen: int, today: int) -> list[dict[str, Any]]:
    around = sorted({chosen, *range(today - YEARS_SHOWN, today + YEARS_SHOWN)})
    page = reverse("cadres:calendar")
    return [
        {"label": f"{year} 年", "url": f"{page}?year={year}", "current": year == chosen}
        for year in around
    ]
