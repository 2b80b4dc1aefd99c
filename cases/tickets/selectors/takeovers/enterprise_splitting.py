"""What becomes of tickets when an enterprise is split: those that may go over, and the counts."""

from __future__ import annotations

from django.db.models import F

from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.viewers.rules.viewer import Viewer
from cases.models import ConfirmationLink
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.takeovers import enterprise_merging
from enterprises.models import Enterprise
from enterprises.register.rules import splitting
from enterprises.register.rules.splitting import Parts
from enterprises.register.selectors.splitting import Kind

TICKETS = "tickets"


def offer(old: Enterprise, viewer: Viewer) -> Kind:
    """Return the open tickets, by which the office tells one from another."""
    rows = enterprise_merging.tickets(old, seen_by=viewer).annotate(unit_name=F("unit__name"))
    said = rows.values_list("pk", "number", "title", "state", "unit_name")
    return Kind(TICKETS, "在办工单", tuple((pk, _words(*words)) for pk, *words in said))


def effects(old: Enterprise, new: Enterprise, parts: Parts, viewer: Viewer) -> Effects:
    there = set(enterprise_merging.tickets(old, seen_by=viewer).values_list("pk", flat=True))
    going = parts.of(TICKETS)
    links = ConfirmationLink.objects.filter(
        ticket__in=going & there, used_at__isnull=True, ended_at__isnull=True
    )
    open_ones = Holding(len(going & there), "件在办工单（时限不变）")
    void = Holding(links.count(), "个已发的企业链接作废，需要时重新发送")
    staying = Effects(
        stays=counted((Holding(len(there - going), "件在办工单"),)),
        refusals=splitting.gone_meanwhile(going, there),
    )
    over = enterprise_merging.effects(old, new, viewer).stays
    return Effects(moves=counted((open_ones, void))) + staying + Effects(stays=over)


def tickets(old: Enterprise, parts: Parts, *, seen_by: Viewer) -> TicketQuerySet:
    """Return the chosen ones that are not over, in the order of keys."""
    chosen = parts.of(TICKETS)
    return enterprise_merging.tickets(old, seen_by=seen_by).filter(pk__in=chosen)


def _words(number: str, title: str, state: str, unit: str | None) -> str:
    return f"{number} {title}（{'，'.join(filter(None, (State(state).label, unit)))}）"
