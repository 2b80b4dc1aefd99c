"""Open tickets of an enterprise that is split go over to the one split off; no clock moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.db import transaction

from cadres.notifications.services import outbox
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.verbs import ENTERPRISE_LEFT
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.takeovers import enterprise_splitting as found
from cases.tickets.services import recipients
from cases.tickets.services.closing.closing import end_links
from cases.tickets.services.transitions import trace_all
from enterprises.models import Assignment, Enterprise
from enterprises.register.rules.splitting import Parts

MOVED, LEFT = "ticket_enterprise_split", "ticket_enterprise_left"
VOID = "已发的企业链接作废。"


class Moved(Protocol):
    """What an upper room does with tickets that went from `old` to another enterprise."""

    def __call__(self, moved: Sequence[Ticket], old: Enterprise, *, actor: Viewer) -> None: ...


# Called in the same transaction; filled when the site starts (`cases/apps.py`).
on_moved: list[Moved] = []


@transaction.atomic
def take_over(old: Enterprise, new: Enterprise, parts: Parts, *, actor: Viewer, why: str) -> None:
    """The township stays: it is where the matter was raised, and past figures go by it."""
    rows = found.tickets(old, parts, seen_by=actor)
    list(rows.select_for_update(no_key=True).values_list("pk"))
    moved = list(rows.defer("pairs"))
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in moved]).update(enterprise=new)
    for ticket in moved:
        ticket.enterprise = new
    notes = [(ticket, _note(why, end_links(ticket, actor=actor))) for ticket in moved]
    trace_all(notes, Action.RESTRUCTURE, actor=actor)
    for follow in on_moved:
        follow(moved, old, actor=actor)
    _tell_concerned(moved, old, actor)


def _note(why: str, links: int) -> str:
    """A link lies in the hands of the old enterprise, as with a corrected one."""
    return f"{why.rstrip('。')}。{VOID if links else ''}"


def _tell_concerned(moved: Sequence[Ticket], old: Enterprise, actor: Viewer) -> None:
    """Who has a part in it; and who covers the old one alone, by the number alone."""
    stay = Assignment.objects.acting(actor.today).filter(enterprise=old).cadre_ids()
    for ticket in moved:
        team = recipients.team(ticket, actor)
        recipients.tell_unit(MOVED, ticket, actor=actor, besides=[ticket.filed_by_id, *team])
        left = sorted(set(stay) - set(team))
        action = audit.record(ENTERPRISE_LEFT, ticket, actor=actor, team=left)
        outbox.queue(LEFT, action.pk, to=left, actor=actor)
