"""What waits for one's decision, all of it; and what the county's leaders are to talk about."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.pages.web.request_types import Request
from cases.desk.selectors import decisions, leaders_meeting
from cases.letters.selectors import letters

LONGEST = 100


@require_GET
@login_required
def application_list(request: Request) -> HttpResponse:
    cards = decisions.to_decide(seen_by=request.viewer, shown=LONGEST)
    to_approve = letters.to_approve(seen_by=request.viewer)
    total = len(cards) + to_approve.total
    context = {"cards": cards, "letters_to_approve": to_approve, "total": total}
    return render(request, "cases/tickets/applications/list.html", context)


@require_GET
@login_required
def meeting_list(request: Request) -> HttpResponse:
    """What is handed up to the county's leaders, with what was tried and how long it waits."""
    lines = leaders_meeting.waiting(seen_by=request.viewer)
    return render(request, "cases/tickets/applications/meeting.html", {"lines": lines})
