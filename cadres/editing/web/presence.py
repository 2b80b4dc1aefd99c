"""Where a page says that something stands open on it to be edited, and hears who else has it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from cadres.editing.selectors import editors
from cadres.editing.services.presence import note_closed, note_open
from cadres.pages.web.request_types import Request
from cadres.submissions.web import once_keys


@require_POST
@login_required
@once_keys.every_time
def editing(request: Request, kind: str, pk: int) -> HttpResponse:
    """With `closed` the sign is taken away; else it is renewed, and the others are named."""
    editors.check(kind, pk, seen_by=request.viewer)
    if "closed" in request.POST:
        note_closed(kind, pk, actor=request.viewer)
        return HttpResponse(status=204)
    note_open(kind, pk, actor=request.viewer)
    found = editors.others(kind, pk, seen_by=request.viewer)
    return render(request, "cadres/editing/_others.html", {"others": found})
