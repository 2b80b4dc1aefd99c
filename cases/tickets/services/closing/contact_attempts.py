"""Nobody is reached (联系不上): tried on several days, at last by another person; and back."""

from __future__ import annotations

from django.db import transaction

from cadres.deadlines.rules.workdays import short
from cadres.errors import Invalid
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import ContactAttempt, Ticket
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Command
from cases.tickets.rules.closing import contact_attempts as contacts
from cases.tickets.rules.closing.contact_attempts import TRIED, ContactMeans
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.closing import contact_attempts
from cases.tickets.services import recipients
from cases.tickets.services.transitions import advance, ready

SCANNED = "企业扫门口的码反映了新的问题，能联系上了，请继续回访。"


@transaction.atomic
def record_attempt(ticket: Ticket, *, actor: Viewer, means: str, note: str) -> Ticket:
    """The enterprise was not reached: the term of the call-back begins again with this attempt.

    Tried on enough days, and by somebody else at last, it is no longer waited for as if it would
    answer: 联系不上 stands apart from 待确认, and is never taken for satisfied.
    """
    if means not in TRIED:
        raise Invalid("请选择联系方式。", {"means": "请选择联系方式。"})
    text_limits.require(note, "note", "请写明打了哪个电话、找过谁、什么情况。")
    ticket = ready(ticket, Action.TRY_CONTACT, actor=actor)
    ContactAttempt.objects.create(
        ticket=ticket,
        round=ticket.round,
        means=means,
        note=note.strip(),
        made_by_id=actor.person_id,
        made_at=actor.at,
    )
    ticket = advance(
        ticket,
        Action.TRY_CONTACT,
        actor=actor,
        is_ready=True,
        note=f"{ContactMeans(means).label}：{note.strip()}",
        ticks=[Command(ClockVerb.STARTED, ClockKind.STEP, limit_keys.CALL_BACK)],
    )
    return _lost(ticket, actor)


@transaction.atomic
def regain_contact(ticket: Ticket, *, actor: Viewer, note: str) -> Ticket:
    """Somebody there can be reached again, and has not said yet what became of the matter."""
    text_limits.require(note, "note", "请写明怎么联系上的、联系上了谁。")
    ticket = advance(ticket, Action.REGAIN_CONTACT, actor=actor, note=note.strip())
    recipients.tell("contact_regained", ticket, recipients.office(ticket, actor), actor=actor)
    return ticket


def regain_by_code(enterprise_id: int, *, actor: Viewer) -> None:
    """Whoever files by the code at the gate can be reached: its lost matters are asked about."""
    system = Viewer.system(actor.at)
    lost = Ticket.objects.filter(enterprise_id=enterprise_id, state=State.UNREACHED)
    for ticket in lost.order_by("pk"):
        regain_contact(ticket, actor=system, note=SCANNED)


def _lost(ticket: Ticket, actor: Viewer) -> Ticket:
    wanted = contact_attempts.wanted(ticket, seen_by=actor)
    tried = contact_attempts.tried(ticket, seen_by=actor)
    if not contacts.is_lost(tried, wanted):
        return ticket
    said = f"{short(tried[0].on)} 以来在 {contacts.days_tried(tried)} 个不同的日子都没有联系上。"
    ticket = advance(ticket, Action.LOSE_CONTACT, actor=actor, note=said)
    besides = [ticket.filed_by_id, *recipients.office(ticket, actor)]
    recipients.tell_unit("contact_lost", ticket, actor=actor, besides=besides)
    return ticket
