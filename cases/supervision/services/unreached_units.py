"""A rung that speaks to a unit and reaches nobody there: said in the course, and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cadres.models import Unit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.supervision.rules.ladder import IN_UNIT
from cases.supervision.services.addressees import Addressees
from cases.tickets.rules import staffing as words
from cases.tickets.selectors.handling import staffing
from cases.tickets.services import recipients

# A ticket, and to whom the rung that was taken speaks.
Sent = tuple[Ticket, Iterable[str]]


def tell(sent: Sequence[Sent], people: Addressees, *, actor: Viewer) -> dict[int, str]:
    """Return by ticket what is to be said; who can give the unit people is told once a day."""
    spoken = [(one, to) for one, to in sent if one.unit_id and set(to) & IN_UNIT]
    acting = staffing.can_act({one.unit_id for one, _ in spoken}, seen_by=actor)
    unheard = [(one, to) for one, to in spoken if not _is_heard(one, to, people, acting)]
    if not unheard:
        return {}
    _tell_unmanned([one for one, _ in unheard], actor)
    names = dict(Unit.objects.filter(pk__in=_units(unheard)).values_list("pk", "name"))
    return {
        one.pk: words.unreached(
            names[one.unit_id or 0],
            can_act=one.unit_id in acting,
            is_heard=bool(people.in_unit(one, to)),
        )
        for one, to in unheard
    }


def _is_heard(
    ticket: Ticket, to: Iterable[str], people: Addressees, acting: frozenset[int]
) -> bool:
    return ticket.unit_id in acting and bool(people.in_unit(ticket, to))


def _units(unheard: Iterable[Sent]) -> set[int]:
    return {one.unit_id for one, _ in unheard if one.unit_id}


def _tell_unmanned(tickets: Iterable[Ticket], actor: Viewer) -> None:
    units: dict[int, set[int]] = defaultdict(set)
    for ticket in tickets:
        units[ticket.county_id].add(ticket.unit_id or 0)
    for county_id, unit_ids in units.items():
        recipients.tell_unmanned(unit_ids, county_id, actor=actor)
