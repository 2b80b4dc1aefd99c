"""通报 and 表扬通报 are gathered here: a period, who qualifies, who is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cadres.errors import Conflict, Invalid
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import Period
from cases.letters.rules.kinds import LetterKind
from cases.letters.selectors import circular_items
from cases.letters.services.circulars import draft_circular, draft_praise
from cases.letters.web.circular_forms import ChosenForm, SpanForm
from cases.models import Letter
from cases.tickets.selectors import lookups

DRAFTS: dict[LetterKind, Callable[..., Letter]] = {
    LetterKind.CIRCULAR: draft_circular,
    LetterKind.PRAISE: draft_praise,
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: Request) -> HttpResponse:
    """Gather those that qualify in the period into one letter to all units."""
    viewer, sent = request.viewer, request.method == "POST"
    asked = request.POST if sent else request.GET
    kind = circular_items.kind_of(asked.get("kind", ""))
    place = lookups.place(asked.get("county", ""), seen_by=viewer)
    span = SpanForm({**last_month(viewer.today), **_days(asked)})
    period = _period(span, viewer)
    offered = _offered(kind, place.pk, period, viewer)
    pks = [one["pk"] for one in offered]
    form = ChosenForm(request.POST if sent else None, offered=pks)
    if sent and span.is_valid() and form.is_valid():
        try:
            letter = DRAFTS[kind](place.pk, period, form.cleaned_data["chosen"], actor=viewer)
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            messages.success(request, f"{kind.label}已草拟，请核对全文后送县领导签批。")
            return redirect("cases:letter", letter.pk)
    _choose(offered, request.POST.getlist("chosen") if sent else None)
    context = {"kind": kind, "kinds": list(DRAFTS), "place": place, "span": span}
    context |= {"period": period, "offered": offered, "form": form}
    status = 422 if form.errors else 200
    return render(request, "cases/letters/gather.html", context, status=status)


def _choose(offered: list[dict[str, Any]], sent: list[str] | None) -> None:
    """What was chosen stays; at first what the ladder proposes."""
    for one in offered:
        one["is_chosen"] = one["is_proposed"] if sent is None else str(one["pk"]) in sent


def last_month(today: date) -> dict[str, Any]:
    """The month that lies behind, and this one as far as it has come."""
    first = today.replace(day=1)
    return {"since": (first - timedelta(days=1)).replace(day=1), "until": today}


def _days(asked: Any) -> dict[str, str]:
    return {name: asked[name] for name in ("since", "until") if asked.get(name)}


def _period(span: SpanForm, viewer: Viewer) -> Period:
    usual = last_month(viewer.today)
    if not span.is_valid():
        return Period(usual["since"], usual["until"])
    try:
        return Period(span.cleaned_data["since"], span.cleaned_data["until"])
    except Invalid as refused:
        say(span, refused)
        return Period(usual["since"], usual["until"])


def _offered(
    kind: LetterKind, county_id: int, period: Period, viewer: Viewer
) -> list[dict[str, Any]]:
    """Those that qualify, as the page lists them; the ladder's proposals stand chosen."""
    if kind is LetterKind.PRAISE:
        return [
            {"pk": one.unit_id, "name": one.praised.unit, "said": one.praised.said}
            | {"is_proposed": False}
            for one in circular_items.praiseworthy(county_id, period, seen_by=viewer)
        ]
    return [
        {"pk": one.ticket_id, "name": one.item.title, "unit": one.item.unit}
        | {"number": one.item.number, "who": one.item.who, "said": one.item.said}
        | {"is_proposed": one.step_id is not None}
        for one in circular_items.matters(county_id, period, seen_by=viewer)
    ]
