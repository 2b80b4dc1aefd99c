"""The enterprise's page behind its one-time link: no account, no JavaScript, one question.

What it offers follows from where the ticket stands when it is opened: confirm the result, add
what is asked for, or see how it is; and take the matter back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cadres.errors import Absent, Conflict, DomainError, Invalid
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.rules.enterprise_links import Closed
from cases.enterprise_side.selectors import enterprise_links, enterprise_page
from cases.enterprise_side.selectors.enterprise_page import EnterprisePage
from cases.enterprise_side.web import link_uploads
from cases.enterprise_side.web.link_forms import LinkAnswerForm, SupplyForm, WithdrawForm
from cases.models import ConfirmationLink
from cases.tickets.rules.vocabulary import Answer
from cases.tickets.services.applications.extension_notices import acknowledge_extension
from cases.tickets.services.closing.closing import confirm_by_link, open_link
from cases.tickets.services.handling.enterprise_questions import answer_by_link
from cases.tickets.services.handling.withdrawal import withdraw_by_link

MOVED_ON = "这件事的情况刚刚变了，您填写的内容没有提交。请看看现在的情况。"
THANKS = {
    "": "cases/enterprise_side/link/thanks.html",
    "added": "cases/enterprise_side/link/thanks_added.html",
    "withdrawn": "cases/enterprise_side/link/thanks_withdrawn.html",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody opened the link: what stands behind it at the moment."""

    request: Request
    token: str
    at: datetime
    link: ConfirmationLink
    page: EnterprisePage


# The token in the address is the secret: whoever can forge the request already has it. A CSRF
# cookie would only lock out browsers that keep none, as those inside chat programs often do.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: Request, token: str) -> HttpResponse:
    """Show where the matter is, and take the one answer that is asked for."""
    try:
        visit = _visit(request, token)
    except Absent:
        return _closed(request, token)
    if visit.page.is_asked_to_confirm:
        return _confirmed(visit)
    if visit.page.is_asked_to_add:
        return _added(visit)
    return _situation(visit)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, token: str) -> HttpResponse:
    """A plain question first: what is taken back is closed."""
    try:
        visit = _visit(request, token)
    except Absent:
        return _closed(request, token)
    if not visit.page.may_withdraw:
        return _situation(visit)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    return _taken(
        visit, "cases/enterprise_side/link/withdraw.html", form, withdraw_by_link, "withdrawn"
    )


@csrf_exempt
@never_cache
@require_POST
def acknowledge(request: Request, token: str) -> HttpResponse:
    """The enterprise has read that it will take longer; the page is the same one afterwards."""
    try:
        acknowledge_extension(token, at=timezone.now())
    except Absent:
        return _closed(request, token)
    except DomainError:
        # Told meanwhile, or the matter moved on: the page says how it is.
        return redirect("cases:confirm", token=token)
    return redirect("cases:confirm", token=token)


@never_cache
@require_GET
def thanks(request: Request) -> HttpResponse:
    """Has no token in its address: to load it again answers nothing twice."""
    return render(request, THANKS.get(request.GET.get("done", ""), THANKS[""]))


def _visit(request: Request, token: str) -> Visit:
    at = timezone.now()
    link = open_link(token, at=at)
    page = enterprise_page.of(link.ticket_id, seen_by=Viewer.enterprise(link.ticket_id, at))
    return Visit(request, token, at, link, page)


def _confirmed(visit: Visit) -> HttpResponse:
    form = LinkAnswerForm(*_given(visit), counter=link_uploads.counter_of(visit.token, visit.at))
    form.offer(visit.page.answers)
    return _taken(visit, "cases/enterprise_side/link/confirm.html", form, confirm_by_link, "")


def _added(visit: Visit) -> HttpResponse:
    form = SupplyForm(*_given(visit), counter=link_uploads.counter_of(visit.token, visit.at))
    return _taken(visit, "cases/enterprise_side/link/add.html", form, answer_by_link, "added")


def _given(visit: Visit) -> list[Any]:
    sent = visit.request.method == "POST"
    return [visit.request.POST, visit.request.FILES] if sent else []


def _taken(
    visit: Visit, name: str, form: forms.Form, action: Callable[..., object], said: str
) -> HttpResponse:
    """Do it by the link; or show the form again, or where the matter is by now."""
    if not form.is_valid():
        return _shown(visit, name, form)
    try:
        action(visit.token, at=visit.at, **form.cleaned_data)
    except Invalid as refused:
        refusals.say(form, refused)
        return _shown(visit, name, form)
    except (Absent, Conflict):
        return _closed(visit.request, visit.token)
    except DomainError:
        # It moved on between the look and the action.
        return _situation(_visit(visit.request, visit.token))
    return redirect(reverse("cases:confirm-thanks") + (f"?done={said}" if said else ""))


def _situation(visit: Visit) -> HttpResponse:
    """In plain words; what was typed for a question that is gone stays on the screen."""
    is_late = visit.request.method == "POST"
    more = {"moved_on": MOVED_ON, "typed": _typed(visit.request)} if is_late else {}
    return render(
        visit.request,
        "cases/enterprise_side/link/situation.html",
        _context(visit) | more,
        status=409 if is_late else 200,
    )


def _shown(visit: Visit, name: str, form: forms.Form) -> HttpResponse:
    context = _context(visit) | {"form": form}
    return render(visit.request, name, context, status=422 if form.errors else 200)


def _context(visit: Visit) -> dict[str, Any]:
    page = visit.page
    return {"page": page, "ticket": page.ticket, "link": visit.link, "token": visit.token}


def _typed(request: Request) -> str:
    """What somebody wrote, whichever question it was meant for."""
    given = (
        request.POST.get(name, "").strip() for name in ("answer", "remains", "comment", "reason")
    )
    return "\n".join(text for text in given if text and text not in Answer.values)


def _closed(request: Request, token: str) -> HttpResponse:
    """Say which it is: used, ended, expired, or never made; whoever has the token may know."""
    closed = enterprise_links.closed(token, seen_by=request.viewer)
    status = 404 if closed.why is Closed.UNKNOWN else 410
    return render(
        request, "cases/enterprise_side/link/closed.html", {"closed": closed}, status=status
    )
