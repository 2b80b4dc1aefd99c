"""一把手走流程: its figures, and the problems or measures behind each of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cases.ledgers.rules import imports
from cases.ledgers.rules import walk_throughs as rules
from cases.ledgers.rules.walk_throughs import Show
from cases.ledgers.selectors import walk_throughs


@require_GET
@login_required
def register(request: Request) -> HttpResponse:
    viewer = request.viewer
    rules.check_reader(viewer)
    asked, unit = request.GET.get("show", ""), typed_values.number(request.GET.get("unit", ""))
    show = Show(asked) if asked in Show.values else Show.PROBLEMS
    found: Any = (
        walk_throughs.problems(unit, seen_by=viewer)
        if show is Show.PROBLEMS
        else walk_throughs.measures(show, unit, seen_by=viewer)
    )
    units = walk_throughs.by_unit(seen_by=viewer)
    context = {
        "figures": walk_throughs.figures(seen_by=viewer),
        "units": units,
        "unit_name": next((line.unit for line in units if line.pk == unit), ""),
        "page": page_of(found, request.GET.get("page")),
        "show": show,
        "is_narrowed": bool(asked or unit),
        "may_import": imports.may_import(viewer),
    }
    return render(request, "cases/ledgers/walk_throughs.html", context)
