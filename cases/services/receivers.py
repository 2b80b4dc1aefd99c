"""Who is told of what happens to a ticket, deputies (代理) of those away included."""

from __future__ import annotations

from cadres.models import Posting
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cases.models import Ticket
from enterprises.models import Assignment


def in_county(ticket: Ticket, *roles: Role, on: Viewer) -> list[int]:
    """Who holds one of these roles in the ticket's county at the viewer's moment."""
    there = Posting.objects.in_force(on.today).in_region(ticket.county_id)
    return there.holding(*roles).with_deputies(on.at)


def in_unit(ticket: Ticket, *roles: Role, on: Viewer) -> list[int]:
    """Who holds one of these roles in the unit that handles the ticket."""
    there = Posting.objects.in_force(on.today).in_units([ticket.unit_id or 0])
    return there.holding(*roles).with_deputies(on.at)


def team(ticket: Ticket, *, on: Viewer) -> list[int]:
    """Who covers (包联) the enterprise."""
    covering = Assignment.objects.in_force(on.today)
    return covering.filter(enterprise_id=ticket.enterprise_id or 0).cadre_ids()
