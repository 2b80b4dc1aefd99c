"""To whom a rung of the ladder speaks, and who signs it: people by posting, deputies included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from cadres.models import Delegation, Posting
from cadres.viewers.rules.roles import OFFICE, Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.supervision.rules.ladder import IN_UNIT, Addressee, Approver, Rung

_COLUMNS = ("unit_id", "unit__region_id", "role", "oversees")
UNIT_ROLES = (Role.UNIT_CLERK, Role.UNIT_HEAD)
COUNTY_ROLES = (*sorted(OFFICE), Role.LEADER)
_IN_UNIT = {Addressee.CLERKS: Role.UNIT_CLERK, Addressee.HEAD: Role.UNIT_HEAD}
_IN_COUNTY: dict[str, tuple[Role, ...]] = {
    Addressee.LEADER: (Role.LEADER,),
    Addressee.OFFICE: tuple(sorted(OFFICE)),
}
_SIGNING: dict[str, tuple[Role, ...]] = {
    Approver.OFFICE_CLERK: tuple(sorted(OFFICE)),
    Approver.OFFICE_HEAD: (Role.OFFICE_HEAD,),
    Approver.LEADER: (Role.LEADER,),
}


class Addressees:
    """The people around these tickets at the actor's moment, in two queries."""

    def __init__(self, tickets: Sequence[Ticket], *, actor: Viewer) -> None:
        units = {ticket.unit_id for ticket in tickets if ticket.unit_id}
        counties = {ticket.county_id for ticket in tickets}
        self._found: dict[tuple[str, int, str], list[int]] = defaultdict(list)
        posts = Posting.objects.in_force(actor.today).filter(_there("", units, counties))
        lent = Delegation.objects.in_force(actor.at).filter(_there("posting__", units, counties))
        for unit_id, region_id, role, overseen, cadre_id in [
            *posts.values_list(*_COLUMNS, "cadre_id"),
            *lent.values_list(*(f"posting__{name}" for name in _COLUMNS), "deputy_id"),
        ]:
            self._found["unit", unit_id, role].append(cadre_id)
            self._found["county", region_id, role].append(cadre_id)
            for pk in overseen:
                self._found["overseen", pk, role].append(cadre_id)

    def of(self, ticket: Ticket, addressees: Iterable[str]) -> list[int]:
        """Who receives what is addressed so."""
        found: list[int] = []
        for addressee in addressees:
            if addressee in _IN_COUNTY:
                found += self._in_county(ticket, _IN_COUNTY[addressee])
            elif ticket.unit_id:
                found += self._found["unit", ticket.unit_id, _IN_UNIT[Addressee(addressee)]]
        return list(dict.fromkeys(found))

    def in_unit(self, ticket: Ticket, addressees: Iterable[str]) -> list[int]:
        """Who in the ticket's own unit receives it."""
        return self.of(ticket, set(addressees) & IN_UNIT)

    def approvers(self, ticket: Ticket, rung: Rung) -> list[int]:
        return self._in_county(ticket, _SIGNING[rung.approver])

    def _in_county(self, ticket: Ticket, roles: Iterable[Role]) -> list[int]:
        return [pk for role in roles for pk in self._holding(ticket, role)]

    def _holding(self, ticket: Ticket, role: Role) -> list[int]:
        """Of the leaders those who oversee the unit (分管), where any does."""
        overseeing = self._found["overseen", ticket.unit_id or 0, role]
        return overseeing or self._found["county", ticket.county_id, role]


def _there(through: str, units: Iterable[int], counties: Iterable[int]) -> Q:
    in_units = {f"{through}unit_id__in": list(units), f"{through}role__in": UNIT_ROLES}
    region = {f"{through}unit__region_id__in": list(counties), f"{through}role__in": COUNTY_ROLES}
    return Q(**in_units) | Q(**region)
