"""Actions on many tickets at once (批量): which there are, and who is offered them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.viewers.rules.roles import OFFICE, SUPERVISION, UNIT, Role
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules.workflow import Action

# What one page still shows to be read through, and one request does in time. No limit of any
# office: who has more chooses the next ones.
LONGEST = 200


class BulkAction(TextChoices):
    ACCEPT = "accept", "批量签收"
    DISPATCH = "dispatch", "批量交办"
    REMIND = "remind", "批量催办"
    REASSIGN = "reassign", "批量改派"
    HAND_OVER = "hand-over", "转交经办"
    JOIN_TOPIC = "join-topic", "归入专题"


@dataclass(frozen=True, slots=True)
class Way:
    """The step that each ticket takes, and the roles to which the action is offered.

    Whether somebody may take it on one ticket is decided there, for each of them.
    """

    action: Action
    roles: frozenset[Role]


WAYS: dict[BulkAction, Way] = {
    BulkAction.ACCEPT: Way(Action.ACCEPT, UNIT),
    BulkAction.DISPATCH: Way(Action.DISPATCH, OFFICE),
    BulkAction.REMIND: Way(Action.REMIND, OFFICE | SUPERVISION | {Role.LEADER}),
    BulkAction.REASSIGN: Way(Action.REASSIGN, OFFICE),
    BulkAction.HAND_OVER: Way(Action.HAND_OVER, OFFICE | UNIT),
    BulkAction.JOIN_TOPIC: Way(Action.JOIN_TOPIC, OFFICE),
}


def actions_for(viewer: Viewer) -> tuple[BulkAction, ...]:
    return tuple(action for action, way in WAYS.items() if viewer.roles & way.roles)
