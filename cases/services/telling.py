"""Whom a deed on a ticket concerns, and the notice that they are owed."""

from __future__ import annotations

from collections.abc import Iterable

from cadres.models import Posting
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cadres.services import outbox
from cases.models import Ticket
from enterprises.models import Assignment


def tell(kind: str, ticket: Ticket, to: Iterable[int | None], *, actor: Viewer) -> None:
    outbox.queue(kind, ticket.pk, to=to, actor=actor, once_per=actor.at.isoformat())


def unit(ticket: Ticket, actor: Viewer) -> list[int]:
    """Clerks and heads of the handling unit."""
    posts = Posting.objects.in_force(actor.today).in_units([ticket.unit_id or 0])
    return list(posts.holding(Role.UNIT_CLERK, Role.UNIT_HEAD).cadre_ids())


def team(ticket: Ticket, actor: Viewer) -> list[int]:
    """Who covers the enterprise."""
    covers = Assignment.objects.in_force(actor.today).filter(enterprise_id=ticket.enterprise_id)
    return [pk for pk in covers.cadre_ids() if pk]


def office(ticket: Ticket, actor: Viewer) -> list[int]:
    posts = Posting.objects.in_force(actor.today).in_region(ticket.county_id)
    return list(posts.holding(Role.OFFICE_CLERK, Role.OFFICE_HEAD).cadre_ids())


def office_heads(ticket: Ticket, actor: Viewer) -> list[int]:
    posts = Posting.objects.in_force(actor.today).in_region(ticket.county_id)
    return list(posts.holding(Role.OFFICE_HEAD).cadre_ids())


def clerks(unit_ids: Iterable[int | None], actor: Viewer) -> list[int]:
    """Clerks of these units."""
    return _posted(unit_ids, actor, Role.UNIT_CLERK)


def heads(unit_ids: Iterable[int | None], actor: Viewer) -> list[int]:
    """Heads of these units."""
    return _posted(unit_ids, actor, Role.UNIT_HEAD)


def _posted(unit_ids: Iterable[int | None], actor: Viewer, *roles: Role) -> list[int]:
    named = [pk for pk in unit_ids if pk]
    posts = Posting.objects.in_force(actor.today).in_units(named)
    return list(posts.holding(*roles).cadre_ids())
