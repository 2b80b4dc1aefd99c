"""解释说明: what is explained often enough to one who does not answer is closed by a third hand."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres.deadlines.selectors import limits
from cadres.errors import Conflict, Invalid, WrongState
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Explanation, Ticket
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.closing.closing import end_links
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def explain(
    ticket: Ticket, *, actor: Viewer, told_on: date, told_to: str, text: str
) -> Explanation:
    """Somebody told the enterprise of law and circumstances; one such talk a day counts."""
    text_limits.require(told_to, "told_to", "请写明向谁解释。")
    text_limits.require(text, "text", "请写明解释的内容和依据。")
    ticket = _explained(ready(ticket, Action.EXPLAIN, actor=actor))
    if not (ticket.approved_on or ticket.filed_on) <= told_on <= actor.today:
        sentence = "解释日期应在审核通过之后、今天或以前。"
        raise Invalid(sentence, {"told_on": sentence})
    if Explanation.objects.filter(ticket=ticket, round=ticket.round, told_on=told_on).exists():
        raise Conflict("这一天的解释已经登记过，同一天只计一次。")
    ticket = advance(
        ticket,
        Action.EXPLAIN,
        actor=actor,
        is_ready=True,
        note=f"向{told_to.strip()}解释：{text.strip()}",
    )
    return Explanation.objects.create(
        ticket=ticket,
        round=ticket.round,
        told_on=told_on,
        told_to=told_to.strip(),
        text=text.strip(),
        told_by_id=actor.person_id,
        filed_at=actor.at,
    )


@transaction.atomic
def close_explained(ticket: Ticket, *, actor: Viewer, note: str) -> Ticket:
    """An independent clerk closes it: explained on enough days, whether or not it was agreed to."""
    text_limits.require(note, "note", "请写明核实的情况：两次解释是否属实，企业怎么说。")
    ticket = _explained(ready(ticket, Action.CLOSE_EXPLAINED, actor=actor))
    wanted = limits.find(limit_keys.EXPLANATIONS, "", actor.today, ticket.county_id).amount
    told = Explanation.objects.filter(ticket=ticket, round=ticket.round).count()
    if told < wanted:
        raise WrongState(f"须在不同日期解释 {wanted} 次才能这样办结，现在登记了 {told} 次。")
    ticket = advance(
        ticket,
        Action.CLOSE_EXPLAINED,
        actor=actor,
        is_ready=True,
        note=note.strip(),
        closed_on=actor.today,
    )
    end_links(ticket, actor=actor)
    recipients.tell(
        "ticket_explained",
        ticket,
        [ticket.filed_by_id, *recipients.unit(ticket, actor)],
        actor=actor,
    )
    return ticket


def _explained(ticket: Ticket) -> Ticket:
    if ticket.outcome != Outcome.EXPLAINED:
        raise WrongState("只有办理结果为“解释说明”的工单才登记解释、按解释办结。")
    return ticket
