"""What a unit takes over from another, all of it or some people, before it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db.models import Q

from cadres.models import Posting, Unit
from cadres.people.rules import authority, unit_merging
from cadres.people.rules.unit_merging import Effects
from cadres.people.rules.units import Holding
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

# Whose work goes over, by their ids; None for all of the unit.
People = Collection[int] | None
Look = Callable[[Unit, Unit, Viewer, People], Effects]
# An upper app says what becomes of its things, in counts alone.
_looks: list[Look] = []
# Another room of this app does so after what becomes of people is said.
_beside_people: list[Look] = []


def register(look: Look) -> None:
    _looks.append(look)


def register_beside_people(look: Look) -> None:
    _beside_people.append(look)


def effects(old: Unit, new: Unit, *, seen_by: Viewer, people: People = None) -> Effects:
    """Return what would happen if `new` took `old` over, or the work of some of its people."""
    found = Effects(refusals=unit_merging.of_units(old, new))
    for look in _looks:
        found += look(old, new, seen_by, people)
    found += _own(old, seen_by, people)
    for look in _beside_people:
        found += look(old, new, seen_by, people)
    return found


def open_posts(unit: Unit, *, seen_by: Viewer, people: People = None) -> list[Posting]:
    """Return the postings in the unit that hold or are to come, of people who are there."""
    not_over = Q(to_on__isnull=True) | Q(to_on__gte=seen_by.today)
    found = Posting.objects.filter(not_over, unit=unit, cadre__is_active=True)
    if people is not None:
        found = found.filter(cadre_id__in=people)
    return list(found.select_related("cadre").order_by("pk"))


def _own(old: Unit, viewer: Viewer, people: People) -> Effects:
    posts = open_posts(old, seen_by=viewer, people=people)
    roles = {Role(post.role) for post in posts}
    moved = Holding(len(posts), "项在岗任职（角色、职务和代理不变）")
    if people is not None:
        staying = Holding(len(open_posts(old, seen_by=viewer)) - len(posts), "项在岗任职")
        return Effects(
            moves=unit_merging.counted((moved,)),
            stays=unit_merging.counted((staying,)),
            refusals=(*_in_the_way(old, roles), *(() if posts else ("请选择划出的人员。",))),
        )
    below = Unit.objects.filter(parent=old).count()
    return Effects(
        moves=unit_merging.counted((moved, Holding(below, "个下级单位"))),
        refusals=tuple(_in_the_way(old, roles)),
    )


def _in_the_way(old: Unit, roles: set[Role]) -> list[str]:
    found = []
    if roles & authority.PROTECTED:
        found.append(f"{old}有管理员或纪检干部在任，他们的任职须双人办理，请先调整。")
    return found
