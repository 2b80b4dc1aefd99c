"""Whom an action on a ticket concerns, and the notice that they are owed.

What is sent to a unit that is to do something goes by `tell_unit`, `tell_clerks` or
`speak_to_units`: where nobody there can act, those hear so who can change it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.people.models.querysets import PostingQuerySet
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.staffing import UNMANNED
from cases.tickets.selectors.handling import staffing
from enterprises.models import Assignment


def tell(
    kind: str, ticket: Ticket, to: Iterable[int | None], *, actor: Viewer, once_per: str = ""
) -> None:
    outbox.queue(kind, ticket.pk, to=to, actor=actor, once_per=once_per)


def tell_groups(kind: str, ticket: Ticket, unit_ids: Iterable[int], *, actor: Viewer) -> None:
    """The chat groups of these units, by the number alone."""
    outbox.queue_for_unit(kind, ticket.pk, unit_ids=unit_ids, actor=actor)


def tell_unit(
    kind: str,
    ticket: Ticket,
    *,
    actor: Viewer,
    besides: Iterable[int | None] = (),
    once_per: str = "",
) -> None:
    """Clerks and heads of the handling unit, and whoever else is concerned."""
    more = [*heads([ticket.unit_id], actor), *besides]
    tell_clerks(kind, ticket, [ticket.unit_id], actor=actor, besides=more, once_per=once_per)


def tell_clerks(
    kind: str,
    ticket: Ticket,
    unit_ids: Collection[int | None],
    *,
    actor: Viewer,
    besides: Iterable[int | None] = (),
    once_per: str = "",
) -> None:
    """The clerks of these units, and whoever else is concerned."""
    acting = speak_to_units(unit_ids, ticket.county_id, actor=actor)
    tell(kind, ticket, [*acting, *besides], actor=actor, once_per=once_per)


def speak_to_units(unit_ids: Iterable[int | None], county_id: int, *, actor: Viewer) -> list[int]:
    """Return the clerks of units that something is sent to; of a unit that has none, those are
    told who can set people up."""
    wanted = {pk for pk in unit_ids if pk}
    posts = Posting.objects.acting(actor.today).in_units(wanted)
    acting = list(posts.values_list("unit_id", "cadre_id"))
    tell_unmanned(wanted - {unit_id for unit_id, _ in acting}, county_id, actor=actor)
    return [cadre_id for _, cadre_id in acting]


def tell_unmanned(unit_ids: Iterable[int], county_id: int, *, actor: Viewer) -> None:
    """Nobody there received anything: once a day and unit, whoever can give it people hears so."""
    for unit_id in sorted(unit_ids):
        to = staffing.who_sets_up(unit_id, county_id, seen_by=actor)
        outbox.queue(UNMANNED, unit_id, to=to, actor=actor, once_per=str(actor.today))


def unit(ticket: Ticket, actor: Viewer) -> list[int]:
    """Clerks and heads of the handling unit."""
    posts = Posting.objects.in_force(actor.today).in_units([ticket.unit_id or 0])
    clerks = posts.holding(Role.UNIT_CLERK).cadre_ids()
    return [*clerks, *posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)]


def team(ticket: Ticket, actor: Viewer) -> list[int]:
    """Who covers the enterprise; nobody of a matter that is kept from them."""
    if ticket.is_kept_from_cadres:
        return []
    covers = Assignment.objects.acting(actor.today).filter(enterprise_id=ticket.enterprise_id or 0)
    return [pk for pk in covers.cadre_ids() if pk]


def office(ticket: Ticket, actor: Viewer) -> list[int]:
    posts = Posting.objects.in_force(actor.today).in_region(ticket.county_id)
    clerks = posts.holding(Role.OFFICE_CLERK).cadre_ids()
    return [*clerks, *posts.holding(Role.OFFICE_HEAD).with_deputies(actor.at)]


def office_heads(ticket: Ticket, actor: Viewer) -> list[int]:
    posts = Posting.objects.in_force(actor.today).in_region(ticket.county_id)
    return list(posts.holding(Role.OFFICE_HEAD).with_deputies(actor.at))


def in_county(ticket: Ticket, roles: Iterable[Role], actor: Viewer) -> list[int]:
    """Who holds one of these roles in the ticket's county, and who stands in for them."""
    posts = Posting.objects.in_force(actor.today).in_region(ticket.county_id)
    return list(posts.holding(*roles).with_deputies(actor.at))


def leaders(ticket: Ticket, actor: Viewer) -> list[int]:
    """The county leaders who oversee the handling unit (分管县领导), and who stands in for them.

    All leaders of the county where nobody is written down for the unit, or no unit has the matter.
    """
    return overseeing(ticket, actor) or in_county(ticket, [Role.LEADER], actor)


def overseeing(ticket: Ticket, actor: Viewer) -> list[int]:
    """The same; nobody where nobody is written down."""
    if ticket.unit_id is None:
        return []
    posts = Posting.objects.in_force(actor.today).in_region(ticket.county_id)
    return list(posts.overseeing(ticket.unit_id).with_deputies(actor.at))


def deciders(ticket: Ticket, role: Role, actor: Viewer) -> list[int]:
    """Who is told first of what somebody in this role of the county decides."""
    return leaders(ticket, actor) if role is Role.LEADER else in_county(ticket, [role], actor)


def clerks(unit_ids: Iterable[int | None], actor: Viewer) -> list[int]:
    """Clerks of these units."""
    named = [pk for pk in unit_ids if pk]
    return Posting.objects.acting(actor.today).in_units(named).cadre_ids()


def heads(unit_ids: Iterable[int | None], actor: Viewer) -> list[int]:
    """Heads of these units."""
    return list(_posts(unit_ids, actor).holding(Role.UNIT_HEAD).with_deputies(actor.at))


def chiefs(unit_id: int | None, actor: Viewer) -> list[int]:
    """The 主要负责人 of a unit: its heads but for the deputy ones; all where none is another."""
    posts = _posts([unit_id], actor).holding(Role.UNIT_HEAD).exclude(title__contains="副")
    return list(posts.with_deputies(actor.at)) or heads([unit_id], actor)


def _posts(unit_ids: Iterable[int | None], actor: Viewer) -> PostingQuerySet:
    named = [pk for pk in unit_ids if pk]
    return Posting.objects.in_force(actor.today).in_units(named)
