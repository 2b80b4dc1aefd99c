"""问题来源: by which doors matters come to a county, as the head of the office sets them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from cadres.pages.web.form_pages import form_page, sent
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.tickets.rules.sources.sources import KnownSource
from cases.tickets.selectors import slices
from cases.tickets.selectors.sources import sources
from cases.tickets.selectors.sources.sources import Place
from cases.tickets.services.sources.sources import add_source, set_source
from cases.tickets.web.sources.forms import NewSourceForm, form_of

METHODS = ["GET", "HEAD", "POST"]


@require_GET
@login_required
def table(request: Request) -> HttpResponse:
    year = request.viewer.today.year
    places = [
        (place, [(one, count, _opens(place, one, year)) for one, count in place.sources])
        for place in sources.places(seen_by=request.viewer)
    ]
    context = {"places": places}
    return render(request, "cases/tickets/sources/list.html", context)


@require_http_methods(METHODS)
@login_required
def new(request: Request, county: int) -> HttpResponse:
    place = sources.settable(county, seen_by=request.viewer)
    form = NewSourceForm(sent(request))

    def run() -> HttpResponse:
        row = add_source(place, form.cleaned_data["kind"], form.source(), actor=request.viewer)
        return _done(request, f"已新增来源“{row.name}”，登记问题时可以选。")

    return form_page(request, form, run, "新增问题来源", "新增", _back())


@require_http_methods(METHODS)
@login_required
def change(request: Request, county: int, code: str) -> HttpResponse:
    place = sources.settable(county, seen_by=request.viewer)
    source = sources.fetch(county, code, seen_by=request.viewer)
    now = sources.facts(source)
    form = form_of(source, sent(request), initial=now)
    carry(form, edits.read(sources.about(county, code), now, seen_by=request.viewer))

    def run() -> HttpResponse:
        said = form.said()
        set_source(place, code, actor=request.viewer, read=read_of(form), said=said)
        return _done(request, f"来源“{said.get('name', source.name)}”已保存。")

    return form_page(request, form, run, f"问题来源：{source.name}", "保存", _back())


def _opens(place: Place, source: KnownSource, year: int) -> str:
    """The tickets that came by it this year."""
    asked = {"state": slices.COUNTED, "county": place.county.pk, "source": source.code}
    days = {"filed_from": f"{year}-01-01", "filed_to": f"{year}-12-31"}
    return f"{reverse('cases:ticket-list')}?{urlencode({**asked, **days})}"


def _back() -> str:
    return reverse("cases:source-list")


def _done(request: Request, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("cases:source-list")
