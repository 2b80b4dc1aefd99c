"""回访清单: what is to be looked back at, and one call at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Invalid, WrongState
from cadres.pages.rules import wording
from cadres.pages.rules.action_fields import Offer
from cadres.pages.selectors.paging import page_of
from cadres.pages.web import refusals
from cadres.pages.web.action_fields import show_offer
from cadres.pages.web.request_types import Request
from cases.models import Check, Ticket
from cases.tickets.actions.call_backs import RECHECK
from cases.tickets.rules.closing import rechecks as rules
from cases.tickets.rules.closing.side_terms import CheckKind, CheckResult
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.closing import rechecks
from cases.tickets.selectors.page import ticket_page
from cases.tickets.selectors.page.ticket_page import TicketPage
from cases.tickets.services.closing.rechecks import do_check
from cases.tickets.web.action_forms.action_forms import plain_form_of

DONE = "done"
CheckForm = plain_form_of(RECHECK.fields)


@require_GET
@login_required
def check_list(request: Request) -> HttpResponse:
    """What waits, the longest due first; apart from it, what was done."""
    view = request.GET.get("view", "")
    found = rechecks.rows(seen_by=request.viewer, kind=view, is_done=view == DONE)
    page = page_of(found, request.GET.get("page"))
    context = {
        "page": page,
        "tabs": _tabs(view),
        "is_done": view == DONE,
        "lines": [
            {
                "check": one,
                "word": rules.word(one.kind, one.result),
                "is_late": _is_late(one, request),
            }
            for one in page.rows
        ],
    }
    return render(request, "cases/tickets/rechecks/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def check(request: Request, pk: int) -> HttpResponse:
    """What to ask, beside what was done; then what the enterprise said."""
    found = rechecks.fetch(pk, seen_by=request.viewer)
    page = ticket_page.fetch(found.ticket_id, seen_by=request.viewer)
    ticket_page.check(page, Action.RECHECK, seen_by=request.viewer)
    if found.done_at is not None or found.round != page.ticket.round:
        raise WrongState("这次回访已经登记，或工单已重新办理，请回到清单。")
    form = CheckForm(request.POST if request.method == "POST" else None)
    show_offer(form, Offer(choices={"result": list(rules.WORDS[found.kind].items())}))
    if not form.is_valid():
        return _asked(request, found, page, form, status=422 if form.errors else 200)
    try:
        ticket = do_check(found, actor=request.viewer, **form.cleaned_data)
    except Invalid as refused:
        refusals.say(form, refused)
        return _asked(request, found, page, form, status=422)
    messages.success(request, _said(found, form.cleaned_data["result"], ticket, request))
    return redirect("cases:check-list")


def _asked(
    request: Request, found: Check, page: TicketPage, form: forms.Form, *, status: int
) -> HttpResponse:
    context = {
        "check": found,
        "page": page,
        "ticket": page.ticket,
        "form": form,
        "question": rules.QUESTIONS[found.kind],
    }
    return render(request, "cases/tickets/rechecks/check.html", context, status=status)


def _said(found: Check, result: str, ticket: Ticket, request: Request) -> str:
    if result == CheckResult.FAILS:
        where = f"退回{ticket.unit}重新办理" if ticket.unit else "退回县助企办重新交办"
        return f"{ticket.number} 不属实，已{where}（第 {ticket.round} 轮）。"
    if result == CheckResult.UNREACHED:
        again = rechecks.fetch(found.pk, seen_by=request.viewer).due_on
        return f"{ticket.number} 没有联系上，{wording.day(again, request.viewer.today)} 前再访。"
    return f"{ticket.number} 回访已登记：{rules.word(found.kind, result)}。"


def _tabs(view: str) -> list[dict[str, Any]]:
    address = reverse("cases:check-list")
    views = [("", "全部待回访"), *CheckKind.choices, (DONE, "已回访")]
    return [
        {
            "label": label,
            "url": f"{address}?view={name}" if name else address,
            "current": name == view,
        }
        for name, label in views
    ]


def _is_late(one: Check, request: Request) -> bool:
    return one.done_at is None and one.due_on < request.viewer.today
