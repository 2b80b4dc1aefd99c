"""Who sees which ticket, and in which part; one rule for lists, details, counts, files, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Kind, Viewer
from cases.tickets.rules.workflow import Party

if TYPE_CHECKING:
    from cases.models import Ticket

NOBODY = Q(pk__in=[])


def tickets_for(viewer: Viewer) -> Q:
    """One OR over columns of the ticket itself, against ids resolved in the viewer.

    Covering cadres: what their enterprises have now, and what they filed. A unit's clerks and
    heads: what is dispatched to it and below it. Office, supervisor, leader: their region.
    Administrators and discipline officers: none. What its sender keeps from somebody is not there
    for them.
    """
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk=viewer.ticket_id)
    sight = NOBODY
    if viewer.county_ids:
        sight |= Q(county_id__any_of=viewer.county_ids)
    if viewer.unit_ids:
        sight |= Q(unit_id__any_of=viewer.unit_ids)
        sight |= Q(co_unit_ids__overlap=list(viewer.unit_ids))
    if viewer.enterprise_ids:
        sight |= Q(enterprise_id__any_of=viewer.enterprise_ids)
    if viewer.has(Role.CADRE):
        sight |= Q(filed_by_id=viewer.cadre_id)
    return sight & _not_kept_from(viewer)


def _not_kept_from(viewer: Viewer) -> Q:
    """Whoever told of a matter may keep it from those who cover the enterprise, and from a unit.

    It holds for each of them in whatever other post they have. Who neither covers anything nor
    belongs to a unit is asked nothing: figures of a county go on to be counted from indexes alone.
    """
    seen = Q()
    if viewer.enterprise_ids:
        covered = Q(enterprise_id__any_of=viewer.enterprise_ids)
        seen &= Q(is_kept_from_cadres=False) | Q(enterprise_id__isnull=True) | ~covered
    if viewer.own_unit_ids:
        seen &= ~Q(kept_from_unit_ids__overlap=list(viewer.own_unit_ids))
    return seen


def parties_of(viewer: Viewer, ticket: Ticket) -> frozenset[Party]:
    """Return in which parts the viewer stands to a ticket that it may see."""
    if viewer.kind is Kind.ENTERPRISE:
        return frozenset({Party.ENTERPRISE} if viewer.ticket_id == ticket.pk else ())
    if viewer.is_system:
        return frozenset({Party.SYSTEM})
    own_units = {*viewer.clerk_unit_ids, *viewer.head_unit_ids}
    holds = {
        Party.FILER: viewer.has(Role.CADRE, Role.OFFICE_CLERK, Role.OFFICE_HEAD)
        and ticket.filed_by_id == viewer.cadre_id,
        Party.LIAISON: ticket.enterprise_id in viewer.enterprise_ids,
        Party.DISPATCHER: ticket.county_id in viewer.office_county_ids,
        # Who also belongs to the handling unit does not vouch for its result.
        Party.CALLER: ticket.county_id in viewer.office_county_ids
        and ticket.unit_id not in own_units,
        Party.HANDLER: ticket.unit_id in viewer.clerk_unit_ids,
        # A result that nobody signed in time may be signed by the head of the office.
        Party.HEAD: ticket.unit_id in viewer.head_unit_ids
        or (ticket.approval_raised_on is not None and _heads_office(viewer, ticket)),
        Party.OFFICE_HEAD: _heads_office(viewer, ticket),
        Party.LEADER: ticket.county_id in viewer.leader_county_ids,
        Party.SUPERVISOR: ticket.county_id in viewer.supervision_county_ids,
        Party.CO_HANDLER: bool(set(ticket.co_unit_ids) & set(viewer.clerk_unit_ids)),
    }
    return frozenset(party for party, stands in holds.items() if stands)


def _heads_office(viewer: Viewer, ticket: Ticket) -> bool:
    return ticket.county_id in viewer.office_head_county_ids


def may_see_rating(viewer: Viewer, ticket: Ticket) -> bool:
    """Ratings stay hidden from the handling unit: whoever also belongs to it does not see them."""
    if viewer.is_system:
        return True
    own = set(viewer.unit_ids)
    is_handler = ticket.unit_id in own or bool(own & set(ticket.co_unit_ids))
    return ticket.county_id in viewer.county_ids and not is_handler


def may_see_ratings(viewer: Viewer) -> bool:
    """May satisfaction figures be shown at all? Only to region-wide viewers outside the units."""
    return viewer.is_system or bool(viewer.county_ids and not viewer.unit_ids)


def may_reveal_phone(viewer: Viewer, ticket: Ticket) -> bool:
    """The applicant's phone: covering team, handling unit, office."""
    parties = parties_of(viewer, ticket)
    return bool(parties & {Party.LIAISON, Party.HANDLER, Party.HEAD, Party.DISPATCHER})
