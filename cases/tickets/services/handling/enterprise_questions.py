"""待企业补充: the unit asks, its clock stands still, and the answer brings the ticket back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cadres.files.services.uploads import Incoming
from cadres.pages.rules import wording
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services import recipients
from cases.tickets.services.attachments import attach_all
from cases.tickets.services.batches import in_batches
from cases.tickets.services.closing.closing import end_links, spend_link
from cases.tickets.services.transitions import advance, ready

Uploads = Sequence[Incoming]


@transaction.atomic
def ask_enterprise(ticket: Ticket, *, actor: Viewer, question: str) -> Ticket:
    """The handler cannot go on without the enterprise: the unit's own clock stands still.

    Who covers the enterprise is told, and can send it the link; where nobody does, the office.
    """
    text_limits.require(question, "question", "请写明请企业补充什么。")
    ticket = advance(ticket, Action.ASK, actor=actor, note=question.strip())
    to = recipients.team(ticket, actor) or recipients.office(ticket, actor)
    recipients.tell("ticket_asked", ticket, to, actor=actor)
    return ticket


@transaction.atomic
def answer_question(ticket: Ticket, *, actor: Viewer, answer: str, uploads: Uploads = ()) -> Ticket:
    """What was asked for is here: by the enterprise itself, or as it told somebody."""
    text_limits.require(answer, "answer", "请填写补充的内容。")
    # First, because the right to add files ends with the answer.
    ticket = ready(ticket, Action.ANSWER, actor=actor)
    attach_all(ticket, actor=actor, uploads=uploads)
    ticket = advance(ticket, Action.ANSWER, actor=actor, is_ready=True, note=answer.strip())
    end_links(ticket, actor=actor)
    recipients.tell_unit("ticket_answered", ticket, actor=actor)
    return ticket


@transaction.atomic
def answer_by_link(token: str, *, at: datetime, answer: str, uploads: Uploads = ()) -> Ticket:
    """The enterprise adds by its link what it is asked for."""
    return spend_link(
        token,
        lambda ticket, enterprise: answer_question(
            ticket, actor=enterprise, answer=answer, uploads=uploads
        ),
        at=at,
    )


@transaction.atomic
def resume_ticket(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """The unit goes on without the answer; its clock runs again."""
    text_limits.require(reason, "reason", "请写明为什么不等企业补充就恢复办理。")
    return _resumed(ticket, reason.strip(), actor)


def sweep(at: datetime) -> int:
    """Bring back what the enterprise did not answer in time."""
    on = timezone.localdate(at)
    due = Ticket.objects.filter(state=State.ASKING, step_due_on__lt=on)
    return in_batches(due, _time_is_up, actor=Viewer.system(at))


def _time_is_up(ticket: Ticket, actor: Viewer) -> Ticket:
    until = wording.day(ticket.step_due_on, actor.today)
    return _resumed(ticket, f"企业到 {until} 没有补充，自动恢复办理。", actor)


def _resumed(ticket: Ticket, note: str, actor: Viewer) -> Ticket:
    ticket = advance(ticket, Action.RESUME, actor=actor, note=note)
    recipients.tell_unit("ticket_resumed", ticket, actor=actor)
    return ticket
