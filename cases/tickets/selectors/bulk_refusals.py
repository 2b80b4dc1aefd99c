"""Why an action cannot be done on a ticket, though its state would allow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from cadres.models import Posting
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules import handling_units
from cases.tickets.rules.bulk import BulkAction
from cases.tickets.selectors.takeovers import leavers_tickets

Sentences = dict[int, str]
Refuses = Callable[[Sequence[Ticket], Viewer], Sentences]


def of(tickets: Sequence[Ticket], action: BulkAction, *, seen_by: Viewer) -> Sentences:
    """Return a sentence for each of the tickets on which the action would be refused."""
    return _ASKED[action](tickets, seen_by) if action in _ASKED else {}


def register(action: BulkAction, refuses: Refuses) -> None:
    """An upper room says on which tickets its action would be refused, each with a sentence."""
    _ASKED[action] = refuses


def clerks_of(unit_ids: Iterable[int | None], *, seen_by: Viewer) -> dict[int | None, set[int]]:
    """Return who serves as a clerk of each unit today."""
    held = Posting.objects.in_force(seen_by.today).in_units([pk for pk in unit_ids if pk])
    found: dict[int | None, set[int]] = defaultdict(set)
    for unit_id, cadre_id in held.holding(Role.UNIT_CLERK).values_list("unit_id", "cadre_id"):
        found[unit_id].add(cadre_id)
    return found


def _in_other_hands(tickets: Sequence[Ticket], viewer: Viewer) -> Sentences:
    """One's own to give, and of one unit: to its clerks they are given."""
    held = [ticket for ticket in tickets if ticket.state in leavers_tickets.HELD]
    clerks = clerks_of({ticket.unit_id for ticket in held}, seen_by=viewer)
    own = [one for one in held if handling_units.may_hand_over(viewer, one, clerks[one.unit_id])]
    found = {ticket.pk: handling_units.NOT_THEIRS for ticket in held if ticket not in own}
    elsewhere = [ticket for ticket in own if ticket.unit_id != own[0].unit_id]
    return found | {ticket.pk: handling_units.OTHER_UNIT for ticket in elsewhere}


_ASKED: dict[BulkAction, Refuses] = {BulkAction.HAND_OVER: _in_other_hands}
