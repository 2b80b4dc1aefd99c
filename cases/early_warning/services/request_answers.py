"""The handler ticks each numbered request (逐项核对) with where it is answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules import requests
from cases.early_warning.selectors import limits, request_list
from cases.models import RequestAnswer, Ticket
from cases.tickets.rules.workflow import Action
from cases.tickets.services.transitions import advance, ready

NONE_NUMBERED = "这张工单的问题描述没有逐条列出诉求，不需要逐项核对。"
EMPTY = "请至少写明一项诉求在哪里答复、或为什么不答复。"


@transaction.atomic
def check_requests(ticket: Ticket, *, actor: Viewer, where: Sequence[str]) -> Ticket:
    """Say of each request, in the order of the list, where it is answered or why it is not.

    An empty word takes the tick away. Ticks are of this round.
    """
    ticket = ready(ticket, Action.CHECK_REQUESTS, actor=actor)
    found = requests.found(ticket.description)
    if not found:
        raise Invalid(NONE_NUMBERED)
    said = dict(zip(found, [*where, *[""] * len(found)], strict=False))
    ticked = {one: word.strip() for one, word in said.items() if word.strip()}
    if not ticked:
        raise Invalid(EMPTY, {"where_1": EMPTY})
    RequestAnswer.objects.filter(ticket=ticket, round=ticket.round).delete()
    RequestAnswer.objects.bulk_create(
        RequestAnswer(
            ticket=ticket,
            round=ticket.round,
            place=one.place,
            request=one.text,
            where=word,
            filed_by_id=actor.person_id,
            filed_at=actor.at,
        )
        for one, word in ticked.items()
    )
    note = "\n".join(f"第 {one.place} 项：{word}" for one, word in ticked.items())
    return advance(ticket, Action.CHECK_REQUESTS, actor=actor, is_ready=True, note=note)


def check_all_ticked(ticket: Ticket, *, actor: Viewer) -> None:
    """Where the county wants it so, no result is handed in while a request is not ticked."""
    lines = request_list.of_ticket(ticket, seen_by=actor)
    left = [line.place for line in lines if not line.where]
    if not left or not limits.are_requests_required(ticket.county_id, actor.today, seen_by=actor):
        return
    places = "、".join(str(place) for place in left)
    raise Invalid(
        f"来件逐条列了 {len(lines)} 项诉求，第 {places} 项还没有核对。"
        "请先在“逐项核对”里写明每一项在哪里答复，不答复的写明原因，再提交办结。"
    )
