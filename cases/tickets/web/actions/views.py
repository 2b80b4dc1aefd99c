"""One way for every action: the form beside the ticket, the action, and the ticket after it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, replace_url

from cadres.errors import Absent, DomainError, Invalid
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.actions.base import registry
from cases.tickets.actions.base.action import Done, TicketAction
from cases.tickets.actions.base.sentences import NotTaken
from cases.tickets.rules.applications import unit_drafts
from cases.tickets.rules.applications.applications import ASKS, ON_CARDS
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.page import ticket_page
from cases.tickets.selectors.page.ticket_page import TicketPage
from cases.tickets.web import dispatch, opened_from_list, taking_back
from cases.tickets.web.action_forms.action_forms import ActionForm, form_of
from cases.tickets.web.taking_back import Pressed

# Where an action may lead back to, besides the ticket itself.
PLACES = {
    "desk": "cases:desk",
    "dispatch": "cases:dispatch-desk",
    "applications": "cases:application-list",
}
# The next step of the road is the one strong button; what is measured first is not yet resolved.
STRONG = (
    *(
        "accept",
        "admit",
        "dispatch",
        "approve",
        "link",
        "call-back",
        "answer",
        "unpark",
        "bring-back",
    ),
    *("tell-extension", "resolve", "measure"),
)
# The link is sent for what the enterprise is asked; else it shows how its matter stands.
LINK_WORDS = {
    State.UNCONFIRMED: "发确认链接",
    State.UNREACHED: "发确认链接",
    State.NO_ANSWER: "发确认链接",
    State.ASKING: "发补充链接",
}
OTHER_LINK = "发企业链接"
# What somebody took over of a proposal stands in the address, and in the form until it is sent.
FROM_ADDRESS = {Action.CORRECT: ("category",)}
VERBS = {action.step: action for action in registry.on_pages() if action.part is None}
# The other actions are done on pages of their own, or by nobody's hand.
WITH_FORM = VERBS.keys() | {Action.LINK, Action.MERGE}


@login_required
@require_http_methods(["GET", "POST"])
def act(request: Request, pk: int, address: str, part_id: int = 0) -> HttpResponse:
    """GET asks for the words beside the ticket, POST carries the action out."""
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    action = registry.of_address(address)
    part = action.part and action.part.find(page.ticket, part_id, seen_by=request.viewer)
    taken = action.on(part)
    if request.method == "GET":
        return asked(request, page, taken, part)
    sent = (request.POST, request.FILES)
    form = form_of(action)(*sent, page=page, viewer=request.viewer, part=part)
    return carried_out(request, page, taken, form)


def asked(request: Request, page: TicketPage, taken: TicketAction, part: Any) -> HttpResponse:
    """Open the form beside the ticket, or say there why it cannot be opened."""
    try:
        ticket_page.check(page, taken.step, seen_by=request.viewer)
    except DomainError as refused:
        if request.htmx:
            raise
        return shown(request, page, refusal=refused.message, status=refusals.status_of(refused))
    form = form_of(taken)(page=page, viewer=request.viewer, part=part)
    named = FROM_ADDRESS.get(taken.step, ())
    form.initial |= {name: request.GET[name] for name in named if name in request.GET}
    return shown(request, page, taken, form)


def carried_out(
    request: Request, page: TicketPage, taken: TicketAction, form: ActionForm
) -> HttpResponse:
    """Do it and show what came of it; refused, the form comes back with every letter in it."""
    if not form.is_valid():
        return _refused(request, page, taken, form, 422)
    try:
        said = _do(taken, page.ticket, form, request.viewer)
    except Absent:
        raise
    except DomainError as refused:
        # Over htmx the form is still on the screen, so the sentence alone is sent.
        if request.htmx and not isinstance(refused, Invalid | EditedMeanwhile):
            raise
        refusals.say(form, refused)
        return _refused(request, page, taken, form, refusals.status_of(refused))
    if isinstance(said, NotTaken):
        messages.warning(request, said)
    else:
        taking_back.tell(request, said)
    return _after(request, page.ticket.pk, taken)


def _refused(
    request: Request, page: TicketPage, taken: TicketAction, form: ActionForm, status: int
) -> HttpResponse:
    if taken.step is Action.DISPATCH and request.POST.get("next") == "dispatch":
        return dispatch.refused(request, page, form, status)
    return shown(request, page, taken, form, status=status)


def shown(
    request: Request,
    page: TicketPage,
    taken: TicketAction | None = None,
    form: ActionForm | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The ticket's page, with the form of an action opened on it; over htmx the ticket alone."""
    # A boosted form brings its person here from another page: that one wants the whole page.
    is_part = request.htmx and not request.htmx.boosted
    name = "cases/tickets/_ticket.html" if is_part else "cases/tickets/detail.html"
    context = {
        "page": page,
        "ticket": page.ticket,
        "buttons": [] if taken or more.get("is_linking") else buttons(page),
        "action": taken,
        "form": form,
        "may_measure": Action.MEASURE in page.actions and not taken,
        "may_promise": Action.PROMISE_FEEDBACK in page.actions and not taken,
        "list": opened_from_list.address(request),
        "is_beside": opened_from_list.is_beside(request),
        "has_neighbours": opened_from_list.is_kept(request),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        **more,
    }
    return opened_from_list.staying(request, render(request, name, context, status=status))


def buttons(page: TicketPage) -> list[dict[str, Any]]:
    """What this person may press, the next step of the road first and strong."""
    found = [_button(page, action) for action in page.actions if _is_offered(page, action)]
    order = {verb: place for place, verb in enumerate(STRONG)}
    if State(page.ticket.state) not in LINK_WORDS:
        del order["link"]
    found.sort(key=lambda button: order.get(button["verb"], len(order)))
    if found and found[0]["verb"] == "resolve" and not _has_done(page):
        found.sort(key=lambda button: button["verb"] != "measure")
    if found and found[0]["verb"] in order:
        found[0]["is_strong"] = True
    return found


def _do(taken: TicketAction, ticket: Ticket, form: ActionForm, actor: Viewer) -> str:
    """Do it, and say what came of it; what one press does can be taken back for ten seconds."""
    words, thing = form.cleaned_data, form.part or ticket

    def act() -> Any:
        return taken.carry_out(thing, words, actor=actor)

    if not taken.goes_back:
        return taken.tell(Done(ticket, act(), actor, words, form.part))
    result, pressed = taking_back.on_ticket(ticket, act, taken.label, actor)
    return Pressed.of(taken.tell(Done(ticket, result, actor, words, form.part)), pressed)


def _is_offered(page: TicketPage, action: Action) -> bool:
    """What waits for a decision or a signature is dealt with on its own card."""
    if action in ON_CARDS | unit_drafts.ON_CARDS or ASKS.get(action) in page.applications.kinds:
        return False
    if unit_drafts.KIND_OF.get(action) in {one.kind for one in page.drafts}:
        return False
    return action in WITH_FORM and (action not in VERBS or VERBS[action].fits(page.ticket))


def _button(page: TicketPage, action: Action) -> dict[str, Any]:
    verb = VERBS[action].verb if action in VERBS else action.value
    return {
        "verb": verb,
        "label": _label(page, action),
        "url": reverse(f"cases:ticket-{verb}", args=[page.ticket.pk]),
        "is_direct": action in VERBS and VERBS[action].is_direct,
        "is_strong": False,
    }


def _label(page: TicketPage, action: Action) -> str:
    if action is Action.LINK:
        return LINK_WORDS.get(State(page.ticket.state), OTHER_LINK)
    return VERBS[action].label if action in VERBS else action.label


def _has_done(page: TicketPage) -> bool:
    return any(one.done_on and one.round == page.ticket.round for one in page.measures)


def _after(request: Request, pk: int, taken: TicketAction) -> HttpResponse:
    place = PLACES.get(request.POST.get("next", ""))
    if taken.leaves and not tickets.is_visible(pk, seen_by=request.viewer):
        place = "cases:desk"
    if place == "cases:desk" and opened_from_list.is_beside(request):
        return HttpResponseClientRedirect(request.htmx.current_url_abs_path)
    if place:
        goal = dispatch.next_address(request) if place == dispatch.DESK else reverse(place)
        return HttpResponseClientRedirect(goal) if request.htmx else redirect(goal)
    here = reverse("cases:ticket-detail", args=[pk])
    if not request.htmx:
        return redirect(here)
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    answer = shown(request, page, oob=True)
    return answer if opened_from_list.is_beside(request) else replace_url(answer, here)
