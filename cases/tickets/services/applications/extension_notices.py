"""A granted extension (延期) moves the promise when the enterprise has heard of it, not before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cadres.deadlines.rules.limits import LimitUnit
from cadres.deadlines.rules.workdays import short
from cadres.errors import Conflict, Invalid
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Ticket
from cases.tickets.rules.applications import applications
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Command
from cases.tickets.rules.closing.contact_attempts import TRIED, ContactMeans
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.applications import application_terms
from cases.tickets.services import recipients
from cases.tickets.services.closing.closing import open_link
from cases.tickets.services.transitions import advance, ready

NONE_WAITS = "没有等待告知企业的延期：可能已经告知，请刷新后再看。"


@transaction.atomic
def tell_extension(ticket: Ticket, *, actor: Viewer, means: str, note: str) -> Ticket:
    """Somebody who covers the enterprise, or of the office, told it: whom, how, what it said."""
    if means not in TRIED:
        raise Invalid("请选择告知方式。", {"means": "请选择告知方式。"})
    text_limits.require(note, "note", "请写明告知了企业哪位同志、怎么说的。")
    return _told(ticket, ContactMeans(means), note.strip(), actor)


@transaction.atomic
def acknowledge_extension(token: str, *, at: datetime) -> Ticket:
    """The enterprise says behind its link that it has read of it; the link stays good."""
    link = open_link(token, at=at)
    enterprise = Viewer.enterprise(link.ticket_id, at)
    return _told(link.ticket, ContactMeans.LINK, "企业在链接页面上点了“知道了”。", enterprise)


def _told(ticket: Ticket, means: ContactMeans, note: str, actor: Viewer) -> Ticket:
    ticket = ready(ticket, Action.TELL_EXTENSION, actor=actor)
    found = Application.objects.filter(applications.extension_untold(), ticket=ticket)
    granted = found.filter(round=ticket.round).order_by("pk").first()
    if granted is None:
        raise Conflict(NONE_WAITS)
    before, stretch = ticket.due_on, application_terms.stretch(ticket, seen_by=actor)
    longer = Command(
        ClockVerb.EXTENDED,
        ClockKind.PROMISE,
        limit_keys.EXTENSION_LENGTH,
        amount=granted.days or 0,
        measure=LimitUnit.WORKDAY,
        basis=stretch.terms.length.basis,
    )
    Application.objects.filter(pk=granted.pk).update(
        told_at=actor.at, told_by_id=actor.cadre_id, told_how=means
    )
    after = short(stretch.after(granted.days or 0).on)
    said = f"{means.label}告知，承诺由 {short(before)} 延至 {after}。{note}"
    ticket = advance(
        ticket, Action.TELL_EXTENSION, actor=actor, is_ready=True, note=said, ticks=[longer]
    )
    recipients.tell_clerks("extension_told", ticket, [ticket.unit_id], actor=actor)
    return ticket
