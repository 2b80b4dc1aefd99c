"""The desk (待办): what needs me, what is it waiting for, what can I do."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cadres.rules.roles import DISCIPLINE, Role
from cadres.selectors import delegations
from cadres.web.requests import Request
from cases.rules.desks import View
from cases.selectors import desk, ladder_steps, letters, topics

# What to say where a part is empty, and what comes next.
NOTHING = {
    View.ACCEPT: "没有等您签收的工单。",
    View.SENT_BACK: "没有退回补办的工单。",
    View.IN_HAND: "没有正在办理的工单。",
    View.DISPATCH: "没有等待交办的工单。",
    View.RETURNED: "没有退回或撤回的工单。",
    View.RAISED: "没有提请主任处理的工单。",
    View.SHARES: "没有等您签收或答复的协办、分办。",
    View.CALL: "没有等待确认的工单。",
    View.COVERED: "您包联的企业没有在办的问题。",
    View.CONFIRM: "没有等企业确认的工单。",
    View.SUPERVISED: "没有督办中的工单。",
    View.OVERDUE: "没有超期的工单。",
}
FIGURES = {
    "open": ("在办", "?state=open", ""),
    "overdue": ("超期", "?view=overdue", "late"),
    "unconfirmed": ("待确认", "?state=unconfirmed", ""),
    "filed": ("本月登记", "?filed_from={month}", ""),
    "closed": ("本月办结", "?state=closed", "good"),
}


@require_GET
@login_required
def home(request: Request) -> HttpResponse:
    viewer = request.viewer
    found = desk.of(seen_by=viewer)
    month = viewer.today.replace(day=1).isoformat()
    figures = [
        {"value": number, "label": label, "query": query.format(month=month), "tone": tone}
        for name, number in found.figures.items()
        for label, query, tone in [FIGURES[name]]
    ]
    context = {
        "desk": found,
        "to_sign": ladder_steps.to_sign(seen_by=viewer),
        "letters_to_approve": letters.to_approve(seen_by=viewer),
        "letters_to_answer": letters.to_answer(seen_by=viewer),
        "delegations": delegations.running(seen_by=viewer),
        "parts": [{"part": part, "nothing": NOTHING[part.view]} for part in found.parts],
        "figures": figures,
        "topics": topics.on_desk(seen_by=viewer),
        "approve_total": found.approve_total,
        "is_head": viewer.has(Role.UNIT_HEAD) or bool(found.decisions),
        "is_cadre": viewer.has(Role.CADRE),
        "is_office": viewer.is_office,
        "is_officer": bool(viewer.roles & DISCIPLINE),
    }
    return render(request, "cases/desk.html", context)
