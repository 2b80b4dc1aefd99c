"""The desk (待办): what needs me, what is it waiting for, what can I do."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cadres.pages.selectors.paging import Page, first_page, page_of
from cadres.pages.web.request_types import Request
from cadres.people.selectors import delegations
from cadres.viewers.rules.roles import DISCIPLINE, Role
from cadres.viewers.rules.viewer import Viewer
from cases.desk.selectors import desk
from cases.desk.selectors.desk import Desk, Part
from cases.letters.selectors import letters
from cases.office_work.selectors import tasks
from cases.supervision.selectors import ladder_steps
from cases.tickets.rules import list_views
from cases.tickets.rules.list_views import View
from cases.tickets.selectors.slices import Slice
from cases.topics.selectors import topics
from cases.window_ratings.selectors import ratings
from enterprises.visits.selectors import to_contact

# What to say where a part is empty, and what comes next.
NOTHING = {
    View.ACCEPT: "没有等您签收的工单。",
    View.SENT_BACK: "没有退回补办的工单。",
    View.IN_HAND: "没有正在办理的工单。",
    View.DISPATCH: "没有等待交办的工单。",
    View.RETURNED: "没有退回或撤回的工单。",
    View.RAISED: "没有提请裁定的工单。",
    View.SHARES: "没有等您签收或答复的协办、分办。",
    View.CALL: "没有等待确认的工单。",
    View.SEND_LINK: "没有等您发确认链接的工单。",
    View.SUPPLY: "没有等企业补充情况的工单。",
    View.UNSOLVED: "没有企业说未解决的工单。",
    View.ANSWERED: "没有还没告诉企业的答复。",
    View.TELL: "没有等着告知企业的延期。",
    View.PLANNED: "没有列入计划的工单。",
    View.UNREACHED: "没有联系不上的企业。",
    View.NO_ANSWER: "没有提醒后仍未答复的工单。",
    View.COVERED: "您包联的企业没有在办的问题。",
    View.CONFIRM: "没有等企业确认的工单。",
    View.SUPERVISED: "没有督办中的工单。",
    View.OVERDUE: "没有超期的工单。",
}
FIGURES = {
    "open": ("在办", ""),
    "overdue": ("超期", "late"),
    "unconfirmed": ("待确认", ""),
    "filed": ("本月登记", ""),
    "closed": ("本月办结", "good"),
}


@require_GET
@login_required
def home(request: Request) -> HttpResponse:
    viewer = request.viewer
    found = desk.of(seen_by=viewer)
    to_sign = _to_sign(viewer)
    figures = [
        {"total": one.total, "label": label, "query": f"?{one.slice.query}", "tone": tone}
        for one in found.figures
        for label, tone in [FIGURES[one.name]]
    ]
    context = {
        "desk": found,
        "to_sign": to_sign,
        "sign_cards": ladder_steps.cards(to_sign.rows, seen_by=viewer),
        "letters_to_approve": letters.to_approve(seen_by=viewer),
        "letters_to_answer": letters.to_answer(seen_by=viewer),
        "delegations": delegations.running(seen_by=viewer),
        **_day(found, viewer),
        "figures": figures,
        "topics": topics.on_desk(seen_by=viewer),
        "tasks": tasks.to_answer(seen_by=viewer),
        "ratings": ratings.to_handle(seen_by=viewer),
        "approve_total": found.approve_total,
        "is_head": viewer.has(Role.UNIT_HEAD) or bool(found.decisions),
        "is_office": viewer.is_office,
        "is_officer": bool(viewer.roles & DISCIPLINE),
    }
    return render(request, "cases/desk/desk.html", context)


def _to_sign(viewer: Viewer) -> Page:
    first = ladder_steps.first_to_sign(seen_by=viewer)
    return first_page(
        first,
        ladder_steps.ON_DESK,
        lambda: page_of(ladder_steps.to_sign(seen_by=viewer), None).total,
    )


def _day(found: Desk, viewer: Viewer) -> dict[str, Any]:
    """The parts as they are drawn: a cadre's by what is to be done, what others do folded away."""
    parts = [_part(part) for part in found.parts]
    is_cadre = viewer.has(Role.CADRE)
    to_call = to_contact.longest_ago(seen_by=viewer) if is_cadre else None
    mine = [entry for entry in parts if not (is_cadre and _waits(entry))]
    return {
        "is_cadre": is_cadre,
        "parts": mine,
        "waiting": [entry for entry in parts if entry not in mine],
        "is_idle": not any(entry["part"].lines for entry in mine),
        "to_contact": to_call.rows if to_call else [],
        "briefs": to_call.briefs if to_call else {},
    }


def _waits(entry: dict[str, Any]) -> bool:
    """Of a cadre's day: others are at work there."""
    return entry["part"].view in list_views.WAITS_FOR_OTHERS


def _part(part: Part) -> dict[str, Any]:
    """A part with the address of all that it counts, and what to say where it is empty."""
    address = f"{reverse('cases:ticket-list')}?{Slice.of(view=part.view.value).query}"
    return {"part": part, "nothing": NOTHING[part.view], "url": address}
