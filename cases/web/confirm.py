"""The enterprise's page behind its one-time link: no account, no JavaScript, one question."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Absent, Conflict, DomainError, Invalid
from cadres.rules.viewer import Viewer
from cadres.web import refusals
from cadres.web.requests import Request
from cases.selectors import ticket_page
from cases.services.closing import LINK_ABSENT, confirm_by_link, open_link
from cases.web.forms import AnswerFields


# The token in the address is the secret: whoever can forge the request already has it. A CSRF
# cookie would only lock out browsers that keep none, as those inside chat programs often do.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: Request, token: str) -> HttpResponse:
    """Show what was asked and done, and take one answer."""
    at = timezone.now()
    try:
        link = open_link(token, at=at)
    except Absent:
        return _closed(request)
    form = AnswerFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_by_link(token, at=at, **form.cleaned_data)
            return redirect("cases:confirm-thanks")
        except Invalid as refused:
            refusals.say(form, refused)
        except (Absent, Conflict):
            return _closed(request)
        except DomainError as refused:
            return _closed(request, refused.message)
    question = ticket_page.question(link.ticket_id, seen_by=Viewer.enterprise(link.ticket_id, at))
    context = {"question": question, "ticket": question.ticket, "form": form, "link": link}
    return render(request, "c/confirm.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
def thanks(request: Request) -> HttpResponse:
    """Has no token in its address: to load it again answers nothing twice."""
    return render(request, "c/thanks.html")


def _closed(request: Request, sentence: str = LINK_ABSENT) -> HttpResponse:
    """Unknown, used, ended and expired links look the same."""
    return render(request, "c/closed.html", {"sentence": sentence}, status=404)
