"""Which units can act, and who hears of what is sent to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cadres.models import Cadre, Posting, Unit
from cadres.notifications.selectors.notices import Key, Message
from cadres.people.rules import authority
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules import staffing


def can_act(unit_ids: Iterable[int | None], *, seen_by: Viewer) -> frozenset[int]:
    """Return those of the units in which somebody in post takes tickets in hand."""
    wanted = {pk for pk in unit_ids if pk}
    acting = Posting.objects.acting(seen_by.today).in_units(wanted)
    return frozenset(acting.values_list("unit_id", flat=True)) if wanted else frozenset()


def marked(units: QuerySet[Unit], *, seen_by: Viewer) -> QuerySet[Unit]:
    """Add to each unit whether it can act, as `can_act`."""
    own = Posting.objects.acting(seen_by.today).filter(unit=OuterRef("pk"))
    return units.annotate(can_act=Exists(own))


def label(unit: Unit, name: str) -> str:
    """What a marked unit is called where it is chosen."""
    return name if unit.can_act else f"{name}{staffing.MARK}"  # type: ignore[attr-defined]


def warning(unit: Unit | None, *, seen_by: Viewer) -> str:
    """Say that nobody would receive what is given to the unit; nothing where somebody would."""
    if unit is None or can_act([unit.pk], seen_by=seen_by):
        return ""
    return staffing.before(unit.name)


def nobody_told(units: Iterable[Unit | None], *, seen_by: Viewer) -> list[str]:
    """Say of each of the units that was given something whether nobody there received it."""
    named = [unit for unit in units if unit is not None]
    acting = can_act([unit.pk for unit in named], seen_by=seen_by)
    return [staffing.after(unit.name) for unit in named if unit.pk not in acting]


def urged_names(unit_id: int | None, *, seen_by: Viewer) -> list[str]:
    """Return by name who hears that a unit is to hurry: its clerks and heads, and deputies."""
    posts = Posting.objects.in_force(seen_by.today).in_units([unit_id or 0])
    heads = posts.holding(Role.UNIT_HEAD).with_deputies(seen_by.at)
    told = {*posts.holding(Role.UNIT_CLERK).cadre_ids(), *heads} - {seen_by.cadre_id}
    return list(Cadre.objects.filter(pk__in=told).order_by("pk").values_list("name", flat=True))


def who_sets_up(unit_id: int, county_id: int, *, seen_by: Viewer) -> list[int]:
    """Return who can give the unit people: the county's office, and whose region it lies in."""
    posts = Posting.objects.in_force(seen_by.today)
    above = _regions_over(unit_id)
    admins = posts.holding(Role.SYSTEM_ADMIN).filter(unit__region_id__in=above)
    clerks = posts.in_region(county_id).holding(Role.OFFICE_CLERK)
    heads = posts.in_region(county_id).holding(Role.OFFICE_HEAD)
    return [*admins.cadre_ids(), *clerks.cadre_ids(), *heads.with_deputies(seen_by.at)]


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per unit that the reader may see."""
    wanted = {pk for pks in owed.values() for pk in pks}
    names = _names(wanted, reader)
    return {
        (kind, pk): Message(staffing.TITLE, names[pk], reverse("cadres:unit", args=[pk]))
        for kind, pks in owed.items()
        for pk in pks
        if pk in names
    }


def _names(pks: Collection[int], viewer: Viewer) -> dict[int, str]:
    seen = Unit.objects.filter(authority.units_for(viewer), pk__in=pks)
    return dict(seen.values_list("pk", "name"))


def _regions_over(unit_id: int) -> list[int]:
    path = Unit.objects.values_list("region__path", flat=True).get(pk=unit_id)
    return [int(part) for part in path.split("/") if part]
