"""The tickets that a person takes along: open ones of one's own, and those closed lately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Measure, Share, Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import visibility, workflow
from cases.tickets.rules.workflow import ENDED, Action, State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.tickets import TicketLine

MOST = 1000
CLOSED_LATELY = timedelta(days=90)
# What tells in which part the viewer stands to a ticket.
_ASKED = (
    *("pk", "state", "county_id", "unit_id", "co_unit_ids", "enterprise_id", "filed_by_id"),
    "approval_raised_on",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a ticket on which something may be done: an open measure, one's own share."""

    pk: int
    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A ticket as it is taken along: its line, what the step table lets this person do, and the
    parts on which it may be done.
    """

    line: TicketLine
    actions: tuple[Action, ...]
    measures: tuple[Part, ...]
    shares: tuple[Part, ...]


def ids(*, seen_by: Viewer) -> list[int]:
    """Return the keys; the oldest are left out where there are more than MOST."""
    return list(_own(seen_by).order_by("-pk").values_list("pk", flat=True)[:MOST])


def changed(since: datetime, held: Sequence[int], *, seen_by: Viewer) -> list[int]:
    """Return those of the held ones that were written since."""
    found = _own(seen_by).filter(pk__in=held, updated_at__gte=since)
    return list(found.values_list("pk", flat=True))


def taken(wanted: Sequence[int], *, seen_by: Viewer) -> list[Taken]:
    """Return these tickets as far as they are still the viewer's to take along."""
    found = _own(seen_by).filter(pk__in=wanted).only(*_ASKED)
    known = {row.pk: _actions(row, seen_by) for row in found}
    lines = tickets.lines_by_key(known, seen_by=seen_by)
    measures, shares = _measures(known), _shares(known, seen_by)
    return [
        Taken(line, known[pk], tuple(measures[pk]), tuple(shares[pk]))
        for pk, line in sorted(lines.items())
    ]


def _own(viewer: Viewer) -> TicketQuerySet:
    """What one covers, filed, or has in hand; a whole county is no portfolio."""
    units = tuple({*viewer.clerk_unit_ids, *viewer.head_unit_ids})
    own = Q(enterprise_id__any_of=viewer.enterprise_ids) | Q(unit_id__any_of=units)
    own |= Q(co_unit_ids__overlap=list(viewer.clerk_unit_ids))
    if viewer.has(Role.CADRE, Role.OFFICE_CLERK, Role.OFFICE_HEAD):
        own |= Q(filed_by_id=viewer.cadre_id)
    lately = Q(state=State.CLOSED, closed_on__gte=viewer.today - CLOSED_LATELY)
    return Ticket.objects.visible_to(viewer).filter(own, ~Q(state__in=sorted(ENDED)) | lately)


def _actions(ticket: Ticket, viewer: Viewer) -> tuple[Action, ...]:
    return workflow.actions_for(ticket.state, visibility.parties_of(viewer, ticket))


def _measures(pks: Iterable[int]) -> Mapping[int, list[Part]]:
    """Those that are not done yet; the tickets are visible already."""
    found: dict[int, list[Part]] = defaultdict(list)
    for one in Measure.objects.filter(ticket_id__in=pks, done_on=None).order_by("pk"):
        found[one.ticket_id].append(Part(one.pk, one.text))
    return found


def _shares(pks: Iterable[int], viewer: Viewer) -> Mapping[int, list[Part]]:
    """Those that the viewer's own unit has not answered yet."""
    own = Share.objects.filter(ticket_id__in=pks, unit_id__any_of=viewer.clerk_unit_ids)
    waiting = own.filter(answered_at=None, ended_at=None).order_by("pk")
    found: dict[int, list[Part]] = defaultdict(list)
    for one in waiting:
        found[one.ticket_id].append(Part(one.pk, one.task))
    return found
