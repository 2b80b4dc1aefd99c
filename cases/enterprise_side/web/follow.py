"""The secret link of a report: looked at as often as one likes, and nothing is spent by looking."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cadres.errors import DomainError
from cadres.pages.web.request_types import Request
from cadres.submissions.web.once_keys import every_time
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.selectors import follow_page
from cases.enterprise_side.services.scanning import scanner
from cases.enterprise_side.web.secret_pages import secret
from cases.tickets.services.closing.follow_links import open_by_follower


@secret
@never_cache
@require_safe
def follow(request: Request, token: str) -> HttpResponse:
    """Where the matter is, by when it is promised, what was answered."""
    shown = follow_page.of(token, seen_by=scanner(timezone.now()))
    context = {"shown": shown, "page": shown.page, "ticket": shown.ticket, "token": token}
    return render(request, "cases/enterprise_side/gate_code/follow.html", context)


# The token in the address is the secret; a kept answer would keep where it leads.
@csrf_exempt
@every_time
@secret
@never_cache
@require_POST
def answer(request: Request, token: str) -> HttpResponse:
    """Lead to the one-time page on which it is confirmed, added to or taken back."""
    at = timezone.now()
    shown = follow_page.of(token, seen_by=scanner(at))
    try:
        made = open_by_follower(shown.ticket, actor=Viewer.enterprise(shown.ticket.pk, at))
    except DomainError:
        # It moved on meanwhile: the page says where it is.
        return redirect("cases:follow", token=token)
    return redirect("cases:confirm", token=made)
