"""Many tickets at once: choose them in a list, look at each, do it, read what came of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from cadres.errors import Invalid, NotPermitted
from cadres.web.requests import Request
from cases.rules import bulk as rules
from cases.rules.bulk import BulkDeed
from cases.rules.handling import HandlingClass
from cases.selectors import bulk
from cases.selectors.bulk import BulkLine
from cases.services.bulk import Result, check_length, dispatch_all, join_all, remind_all
from cases.web import bulk_forms as forms


@dataclass(frozen=True, slots=True)
class BulkWay:
    """The form of a deed, its service, and the word of its button."""

    form: type[forms.BulkForm]
    run: Callable[..., list[Result]]
    submit: str
    lead: str


WAYS: dict[BulkDeed, BulkWay] = {
    BulkDeed.DISPATCH: BulkWay(
        forms.DispatchAllForm,
        dispatch_all,
        "交办",
        "逐件交给同一个单位；每件对企业承诺的日期见下。",
    ),
    BulkDeed.REMIND: BulkWay(
        forms.RemindAllForm,
        remind_all,
        "催办",
        "承办单位的经办和负责人会收到消息；同一工单每人每天催办一次。",
    ),
    BulkDeed.JOIN_TOPIC: BulkWay(
        forms.JoinAllForm,
        join_all,
        "归入专题",
        "每件工单照常办理，时限不变。",
    ),
}


@require_POST
@login_required
def preview(request: Request) -> HttpResponse:
    """What would be done with each; nothing is done."""
    deed, pks = _asked(request)
    lines = _lines(request, deed, pks)
    form = WAYS[deed].form(
        initial=request.POST.dict(), viewer=request.viewer, county_id=_county(lines)
    )
    return _shown(request, deed, lines, form)


@require_POST
@login_required
def do(request: Request) -> HttpResponse:
    """Each in its own transaction; the page says of each what came of it."""
    deed, pks = _asked(request)
    way, lines = WAYS[deed], _lines(request, deed, pks)
    form = way.form(request.POST, viewer=request.viewer, county_id=_county(lines))
    if not form.is_valid():
        return _shown(request, deed, lines, form, status=422)
    results = way.run(pks, actor=request.viewer, **form.cleaned_data)
    done = [one for one in results if one.is_done]
    context = {
        "deed": deed,
        "results": sorted(results, key=lambda one: one.is_done),
        "done": len(done),
        "failed": [one for one in results if not one.is_done],
        # What was written goes along, so that what failed can be tried again with it.
        "words": [(name, request.POST.get(name, "")) for name in form.fields],
    }
    return render(request, "cases/bulk/result.html", context)


def _asked(request: Request) -> tuple[BulkDeed, list[int]]:
    wanted = request.POST.get("deed", "")
    if wanted not in BulkDeed.values:
        raise Invalid("请在工单列表里选中工单，再选择要做什么。")
    deed = BulkDeed(wanted)
    if deed not in rules.deeds_for(request.viewer):
        raise NotPermitted(f"您不能{deed.label}。")
    given = [pk for pk in request.POST.getlist("id") if pk.isdecimal() and len(pk) < 19]
    return deed, check_length([int(pk) for pk in given])


def _lines(request: Request, deed: BulkDeed, pks: list[int]) -> list[BulkLine]:
    wanted = request.POST.get("handling_class", "")
    handling_class = wanted if wanted in HandlingClass.values else ""
    return bulk.lines(pks, deed, seen_by=request.viewer, handling_class=handling_class)


def _county(lines: list[BulkLine]) -> int:
    return lines[0].county_id if lines else 0


def _shown(
    request: Request,
    deed: BulkDeed,
    lines: list[BulkLine],
    form: forms.BulkForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "deed": deed,
        "way": WAYS[deed],
        "lines": lines,
        "ready": sum(not line.refusal for line in lines),
        "form": form,
        "longest": rules.LONGEST,
        "is_dispatch": deed is BulkDeed.DISPATCH,
    }
    return render(request, "cases/bulk/preview.html", context, status=status)
