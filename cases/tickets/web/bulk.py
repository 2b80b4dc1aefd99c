"""Many tickets at once: choose them in a list, look at each, do it, read what came of each."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Invalid, NotPermitted
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.web import once_keys
from cadres.submissions.web.once_pages import shown_again
from cases.tickets.actions.base import registry
from cases.tickets.actions.base.action import BulkAsked
from cases.tickets.rules import bulk as rules
from cases.tickets.rules.bulk import BulkAction
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.selectors import bulk
from cases.tickets.selectors.bulk import BulkLine
from cases.tickets.selectors.takeovers import leavers_tickets
from cases.tickets.services.bulk import check_length
from cases.tickets.web.action_forms.action_forms import BulkForm, bulk_form_of

# Digits of the largest key a database gives.
LONGEST_ID = 19
METHODS = ["GET", "HEAD", "POST"]
CHOSEN = ("deed", "id", "from", "unit")
CHOOSE = "请在工单列表里选中工单，再选择要做什么。"


WAYS = {action.bulk.action: action.bulk for action in registry.all_actions() if action.bulk}


@require_http_methods(METHODS)
@login_required
@once_keys.every_time
def preview(request: Request) -> HttpResponse:
    """What would be done with each; nothing is done.

    What was chosen in a list goes into the address, so that the page can be loaded again; words
    that were typed here already do not.
    """
    if request.method != "POST" and "deed" not in request.GET:
        messages.info(request, CHOOSE)
        return redirect("cases:ticket-list")
    action, pks = _asked(request)
    asks = bulk_form_of(WAYS[action])
    if request.method == "POST" and not set(request.POST) & set(asks.base_fields):
        return redirect(f"{request.path}?{_chosen(request)}")
    given = _given(request)
    lines = _lines(request, action, _with_unticked(request, pks))
    written = given.dict() | {"to": given.getlist("to")}
    form = asks(initial=written, asked=_offered(request, lines))
    return _shown(request, action, lines, pks, form)


@require_http_methods(METHODS)
@login_required
@shown_again("cases:ticket-list")
def do(request: Request) -> HttpResponse:
    """Each in its own transaction; the page says of each what came of it."""
    action, pks = _asked(request)
    way, lines = WAYS[action], _lines(request, action, _with_unticked(request, pks))
    form = bulk_form_of(way)(request.POST, asked=_offered(request, lines))
    if not form.is_valid():
        return _shown(request, action, lines, pks, form, status=422)
    results = way.run(pks, actor=request.viewer, **form.cleaned_data)
    done = [one for one in results if one.is_done]
    context = {
        "action": action,
        "results": sorted(results, key=lambda one: one.is_done),
        "done": len(done),
        "failed": [one for one in results if not one.is_done],
        # What was written goes along, so that what failed can be tried again with it.
        "words": [(name, said) for name in form.fields for said in request.POST.getlist(name)],
    }
    return render(request, "cases/tickets/bulk/result.html", context)


@require_GET
@login_required
def leaver_list(request: Request) -> HttpResponse:
    """In whose hands tickets lie; all of one person's are given to others in one go."""
    if BulkAction.HAND_OVER not in rules.actions_for(request.viewer):
        raise NotPermitted("转交由承办单位或县助企办办理。")
    context = {"holders": leavers_tickets.holders(seen_by=request.viewer), "longest": rules.LONGEST}
    return render(request, "cases/tickets/bulk/leavers.html", context)


def _asked(request: Request) -> tuple[BulkAction, list[int]]:
    given = _given(request)
    wanted = given.get("deed", "")
    if wanted not in BulkAction.values:
        raise Invalid(CHOOSE)
    action = BulkAction(wanted)
    if action not in rules.actions_for(request.viewer):
        raise NotPermitted(f"您不能{action.label}。")
    if action is BulkAction.HAND_OVER and "from" in given:
        leaver, unit = _ids([given["from"], given.get("unit", "")])
        return action, check_length(leavers_tickets.held_by(leaver, unit, seen_by=request.viewer))
    return action, check_length(_ids(given.getlist("id")))


def _given(request: Request) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _chosen(request: Request) -> str:
    """What was chosen, as a query: which action, which tickets, or whose."""
    chosen = QueryDict(mutable=True)
    for name in CHOSEN:
        if name in request.POST:
            chosen.setlist(name, request.POST.getlist(name))
    return chosen.urlencode()


def _with_unticked(request: Request, pks: list[int]) -> list[int]:
    """What stood on the page stays there: to look again loses nothing that was not ticked."""
    return check_length([*pks, *_ids(_given(request).getlist("shown"))])


def _ids(given: list[str]) -> list[int]:
    """What is no number names nothing."""
    return [typed_values.number(pk) or 0 for pk in given]


def _lines(request: Request, action: BulkAction, pks: list[int]) -> list[BulkLine]:
    wanted = _given(request).get("handling_class", "")
    handling_class = wanted if wanted in HandlingClass.values else ""
    return bulk.lines(pks, action, seen_by=request.viewer, handling_class=handling_class)


def _offered(request: Request, lines: list[BulkLine]) -> BulkAsked:
    """Whose units and people are offered: those of the first on which it can be done."""
    ready = [line for line in lines if not line.refusal]
    first = next(iter(ready or lines), None)
    return BulkAsked(
        request.viewer,
        county_id=first.county_id if first else 0,
        unit_id=(first.unit_id if first else None) or 0,
        holders=frozenset(line.handler_id for line in ready),
        ticket_ids=tuple(line.pk for line in ready),
    )


def _shown(
    request: Request,
    action: BulkAction,
    lines: list[BulkLine],
    ticked: list[int],
    form: BulkForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "action": action,
        "way": WAYS[action],
        "lines": lines,
        "ticked": ticked,
        "ready": sum(not line.refusal for line in lines),
        "form": form,
        "longest": rules.LONGEST,
        "is_dispatch": action is BulkAction.DISPATCH,
    }
    return render(request, "cases/tickets/bulk/preview.html", context, status=status)
