"""A problem is filed: first for whom, then what; nothing else is asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cadres.errors import DomainError, NotPermitted
from cadres.pages.rules import wording
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.roles import Role
from cases.tickets.rules import visit_sources
from cases.tickets.rules.sources.sources import AlreadyFiled
from cases.tickets.selectors import lookups
from cases.tickets.services.actions_with_files import file_ticket
from cases.tickets.services.filing import Problem
from cases.tickets.web.filing_forms import AfterVisitForm, EnterpriseForm, FilingForm, PersonForm
from enterprises.models import Enterprise, Visit
from enterprises.register.selectors import enterprises, find_box


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Without an enterprise the page asks for it; with one it asks what is the matter."""
    if not (request.viewer.has(Role.CADRE) or request.viewer.is_office):
        raise NotPermitted("问题由助企干部或县助企办登记。请联系包联您单位所管企业的助企干部。")
    visit = lookups.visit(_id(request, "visit"), seen_by=request.viewer)
    pk = visit.enterprise_id if visit else _id(request, "enterprise")
    enterprise = lookups.enterprise(pk, seen_by=request.viewer)
    if enterprise is None:
        return _for_whom(request)
    kind = AfterVisitForm if visit else EnterpriseForm
    form = kind(*_sent(request), viewer=request.viewer, place=_place(request))
    return _file(request, form, enterprise, visit)


@login_required
@require_http_methods(["GET", "POST"])
def new_for_person(request: Request) -> HttpResponse:
    """A matter of a person, or of nobody named, from hotline and message boards."""
    if not request.viewer.is_office:
        raise NotPermitted("群众留言、热线事项由县助企办登记。")
    form = PersonForm(*_sent(request), viewer=request.viewer, place=_place(request))
    return _file(request, form, None, None)


def _file(
    request: Request, form: FilingForm, enterprise: Enterprise | None, visit: Visit | None
) -> HttpResponse:
    first = None
    if request.method == "POST" and form.is_valid():
        try:
            return _filed(request, form, enterprise, visit)
        except DomainError as refused:
            refusals.say(form, refused)
            first = refused.ticket_id if isinstance(refused, AlreadyFiled) else None
    context = {"form": form, "enterprise": enterprise, "visit": visit, "first": first}
    return render(request, "cases/tickets/new.html", context, status=422 if form.errors else 200)


def _filed(
    request: Request, form: FilingForm, enterprise: Enterprise | None, visit: Visit | None
) -> HttpResponse:
    words: dict[str, Any] = dict(form.cleaned_data)
    uploads = words.pop("uploads")
    county = lookups.county(words.pop("county", None), seen_by=request.viewer)
    words |= {"enterprise": enterprise, "visit": visit, "county": county}
    if visit is not None:
        words |= visit_sources.known(visit)
    ticket = file_ticket(Problem(**words), actor=request.viewer, uploads=uploads)
    until = wording.day(ticket.due_on, request.viewer.today)
    messages.success(
        request, f"已登记为 {ticket.number}，等县助企办交办，对企业承诺 {until} 前办结。"
    )
    return redirect("cases:ticket-detail", ticket.pk)


def _sent(request: Request) -> list[Any]:
    return [request.POST, request.FILES] if request.method == "POST" else []


def _place(request: Request) -> str:
    """The form of this enterprise or visit: what was sent for another one is not shown here."""
    return request.get_full_path()


def _for_whom(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    context = {
        "words": words,
        "found": find_box.found(words, seen_by=request.viewer),
        "covered": list(enterprises.covered(seen_by=request.viewer)[:50]),
    }
    return render(request, "cases/tickets/for_whom.html", context)


def _id(request: Request, name: str) -> int | None:
    return typed_values.number(request.GET.get(name))
