"""A problem is filed: first for whom, then what; nothing else is asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from cadres.errors import DomainError, NotPermitted
from cadres.pages.rules import wording
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.web import once_keys
from cadres.viewers.rules.roles import Role
from cases.tickets.rules import visit_sources
from cases.tickets.rules.sources.sources import AlreadyFiled
from cases.tickets.selectors import lookups
from cases.tickets.selectors.handling import proposals
from cases.tickets.selectors.handling.proposals import Proposals, Words
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
    enterprise, visit = _about(request)
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
    return _page(request, form, enterprise, visit, first=first)


@once_keys.every_time
@login_required
@require_http_methods(["GET", "POST"])
def suggest(request: Request) -> HttpResponse:
    """What class it may be by its words so far; the form comes back as it was typed."""
    if not request.viewer.is_office:
        raise NotPermitted("问题类别由县助企办登记时请系统建议。")
    enterprise, visit = _about(request)
    place = _place_of(enterprise, visit)
    if request.method != "POST":
        return redirect(place)
    kind = AfterVisitForm if visit else EnterpriseForm if enterprise else PersonForm
    form = kind(*_sent(request), viewer=request.viewer, place=place)
    found = _proposed(request, form, enterprise)
    answer = _page(request, form, enterprise, visit, proposed=found, is_asked=True)
    answer["HX-Push-Url"] = "false"
    return answer


def _proposed(request: Request, form: FilingForm, enterprise: Enterprise | None) -> Proposals:
    """Fill in what was pressed, or what the model is sure of where nothing was chosen."""
    # What is missing yet is no fault: nobody has filed it.
    form.errors.clear()
    said = form.data.copy()
    county = lookups.county(typed_values.number(said.get("county")), seen_by=request.viewer)
    county_id = enterprise.county_id if enterprise else county.pk if county else 0
    words = Words(county_id, said.get("title", ""), said.get("description", ""))
    found = proposals.category(words, seen_by=request.viewer)
    if taken := said.get("take") or (found.is_sure and not said.get("category")):
        said["category"] = str(found.lines[0].pk) if taken is True else taken
        form.data = said
    return found


def _page(
    request: Request,
    form: FilingForm,
    enterprise: Enterprise | None,
    visit: Visit | None,
    **more: Any,
) -> HttpResponse:
    place = _place_of(enterprise, visit)
    asked = f"{reverse('cases:ticket-suggest')}?{place.partition('?')[2]}"
    context = {
        "form": form,
        "enterprise": enterprise,
        "visit": visit,
        "place": place,
        "suggest_at": asked if request.viewer.is_office else "",
        **more,
    }
    return render(request, "cases/tickets/new.html", context, status=422 if form.errors else 200)


def _place_of(enterprise: Enterprise | None, visit: Visit | None) -> str:
    """The page on which it is typed, whichever address was asked."""
    if enterprise is None:
        return reverse("cases:ticket-new-person")
    query = {"visit": visit.pk} if visit else {"enterprise": enterprise.pk}
    return f"{reverse('cases:ticket-new')}?{urlencode(query)}"


def _about(request: Request) -> tuple[Enterprise | None, Visit | None]:
    visit = lookups.visit(_id(request, "visit"), seen_by=request.viewer)
    pk = visit.enterprise_id if visit else _id(request, "enterprise")
    return lookups.enterprise(pk, seen_by=request.viewer), visit


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
