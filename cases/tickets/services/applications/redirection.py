"""转法定渠道: what courts, arbitrators or another body decide is told so at once."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import WrongState
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.closing import outcomes
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import tickets
from cases.tickets.services import recipients
from cases.tickets.services.closing.closing import end_links
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def redirect_ticket(
    ticket: Ticket, *, actor: Viewer, channel: str, explanation: str, outer_number: str = ""
) -> Ticket:
    """The office tells the filer which body decides it, and closes the ticket that day."""
    outcomes.check_channel(channel)
    text_limits.require(explanation, "explanation", "请写明为什么转到这个渠道、企业怎么去办。")
    finding = Finding(Outcome.REDIRECTED, legal_channel=channel, outer_number=outer_number)
    ticket = advance(
        ticket,
        Action.REDIRECT,
        actor=actor,
        note=f"{outcomes.words_of(finding)}\n{explanation.strip()}",
        result=explanation.strip(),
        approved_on=actor.today,
        closed_on=actor.today,
        is_late_hours=ticket.due_at is not None and actor.at > ticket.due_at,
        **finding.columns(),
    )
    end_links(ticket, actor=actor)
    to = [ticket.filed_by_id, *recipients.team(ticket, actor)]
    recipients.tell("ticket_redirected", ticket, to, actor=actor)
    return ticket


@transaction.atomic
def record_outer_number(ticket: Ticket, *, actor: Viewer, read: Read, outer_number: str) -> Ticket:
    """The case has its number in the other body's books, which is often known only later."""
    text_limits.require(outer_number, "outer_number", "请填写对方受理的编号。")
    ticket = ready(ticket, Action.OUTER_NUMBER, actor=actor)
    number, before = outer_number.strip(), ticket.outer_number
    if ticket.outcome != Outcome.REDIRECTED:
        raise WrongState("只有转法定渠道的工单才登记外部编号。")
    given, verbs = {"outer_number": number}, ("ticket.outer_number",)
    edits.settle(ticket, tickets.facts(ticket), given, read=read, actor=actor, verbs=verbs)
    note = f"{number}（原为 {before}）" if before else number
    return advance(
        ticket, Action.OUTER_NUMBER, actor=actor, is_ready=True, note=note, outer_number=number
    )
