"""A ticket stands under the wrong enterprise: it goes to the right one, with what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cadres.errors import Invalid
from cadres.notifications.services import outbox
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.verbs import ENTERPRISE_LEFT
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import tickets
from cases.tickets.services import filing, recipients
from cases.tickets.services.closing.closing import end_links
from cases.tickets.services.transitions import advance, ready
from enterprises.models import Enterprise

VERBS = ("ticket.correct", f"ticket.{Action.CORRECT_ENTERPRISE}")


@dataclass(frozen=True, slots=True)
class Corrected:
    """The ticket under its enterprise, and how many links in wrong hands were made void."""

    ticket: Ticket
    links: int


@transaction.atomic
def correct_enterprise(
    ticket: Ticket, *, actor: Viewer, read: Read, enterprise: Enterprise, reason: str
) -> Corrected:
    """The office names the right enterprise, while the matter is in hand; no clock moves.

    Who covers the right one sees it from now on, who covers the wrong one no more. A link that was
    sent is void: it lies in the wrong hands.
    """
    text_limits.require(reason, "reason", "请写明更正的原因。")
    ticket = ready(ticket, Action.CORRECT_ENTERPRISE, actor=actor)
    said = {"enterprise": enterprise}
    edits.settle(ticket, tickets.facts(ticket), said, read=read, actor=actor, verbs=VERBS)
    if enterprise.pk == ticket.enterprise_id:
        sentence = "工单登记的就是这家企业，请核对。"
        raise Invalid(sentence, {"enterprise": sentence})
    wrong, left = ticket.enterprise, recipients.team(ticket, actor)
    filing.move_to(ticket, enterprise)
    ticket = advance(
        ticket,
        Action.CORRECT_ENTERPRISE,
        actor=actor,
        is_ready=True,
        note=f"由{wrong or '未登记企业'}更正为{enterprise}：{reason.strip()}",
        enterprise=enterprise,
        township_id=ticket.township_id,
        visit=_visit_of(ticket, enterprise),
        pairs=filing.search_pairs(ticket),
    )
    links = end_links(ticket, actor=actor)
    _tell_concerned(ticket, left, actor)
    return Corrected(ticket, links)


def _visit_of(ticket: Ticket, enterprise: Enterprise) -> object:
    """A visit to the other enterprise was not where this matter came from."""
    visit = ticket.visit
    return visit if visit is not None and visit.enterprise_id == enterprise.pk else None


def _tell_concerned(ticket: Ticket, left: list[int], actor: Viewer) -> None:
    """Who has a part in it now; and who covers the wrong enterprise, by the number alone."""
    action = audit.record(ENTERPRISE_LEFT, ticket, actor=actor, team=left)
    outbox.queue("ticket_enterprise_left", action.pk, to=left, actor=actor)
    now = [ticket.filed_by_id, *recipients.team(ticket, actor)]
    recipients.tell_unit("ticket_enterprise_corrected", ticket, actor=actor, besides=now)
