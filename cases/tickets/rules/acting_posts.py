"""In which of their posts somebody acts on a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadres.viewers.rules.roles import OFFICE, SUPERVISION, Role
from cadres.viewers.rules.viewer import Post, Viewer
from cases.tickets.rules.workflow import Party

if TYPE_CHECKING:
    from cases.models import Ticket

# The roles by which somebody may stand in the part; enterprises and the system hold no post.
ROLES: dict[Party, frozenset[Role]] = {
    Party.FILER: OFFICE | {Role.CADRE},
    Party.LIAISON: frozenset({Role.CADRE}),
    Party.DISPATCHER: OFFICE,
    Party.CALLER: OFFICE,
    Party.HANDLER: frozenset({Role.UNIT_CLERK}),
    Party.CO_HANDLER: frozenset({Role.UNIT_CLERK}),
    Party.HEAD: frozenset({Role.UNIT_HEAD, Role.OFFICE_HEAD}),
    Party.ENTERPRISE: frozenset(),
    Party.OFFICE_HEAD: frozenset({Role.OFFICE_HEAD}),
    Party.LEADER: frozenset({Role.LEADER}),
    Party.SUPERVISOR: SUPERVISION,
    Party.SYSTEM: frozenset(),
}


def post_for(viewer: Viewer, ticket: Ticket, party: Party | None) -> Post | None:
    """Return the post that gives the party: an own one before a lent one.

    Where no post gives it, the own one in the handling unit, else the first own one.
    """
    giving = [post for post in viewer.posts if party and _gives(post, ticket, party)]
    own = [post for post in viewer.own_posts if post.unit_id == ticket.unit_id]
    return next(iter([*giving, *own, *viewer.own_posts]), None)


def principal_for(viewer: Viewer, ticket: Ticket, party: Party | None) -> int | None:
    """Return for whom the viewer would act in this part; None where it acts for itself."""
    post = post_for(viewer, ticket, party)
    return post.principal_id if post else None


def _gives(post: Post, ticket: Ticket, party: Party) -> bool:
    if post.role not in ROLES[party]:
        return False
    if party is Party.HEAD and post.role is Role.OFFICE_HEAD:
        # A result that its unit's head did not sign in time.
        return ticket.approval_raised_on is not None
    if party in (Party.HANDLER, Party.HEAD):
        return post.unit_id == ticket.unit_id
    return party is not Party.CO_HANDLER or post.unit_id in ticket.co_unit_ids
