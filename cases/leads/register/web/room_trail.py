"""Who did and who read what on one's own side."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from cadres.pages.selectors.paging import page_of
from cases.leads.keys.web.access_guard import READS, RoomRequest, room
from cases.leads.register.selectors import room_trail
from cases.leads.register.services.exports import record_trail


@room(*READS)
def rows(request: RoomRequest) -> HttpResponse:
    found = room_trail.rows(seen_by=request.reader)
    record_trail(actor=request.reader)
    page = page_of(found, request.GET.get("page"))
    context = {
        "lines": room_trail.lines(page.rows),
        "page": page,
        "reader": request.reader,
        "here": "trail",
    }
    return render(request, "cases/leads/trail.html", context)
