"""Which units had tickets alike, or of the same class: where the office looks first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.selectors import tickets
from cases.tickets.selectors.duplicates import duplicates
from cases.tickets.selectors.duplicates.duplicates import Likely

# Of the newest tickets of the class so many say who usually has them.
LOOKED_AT = 500
SHOWN = 5
# So many of the likest past tickets are laid beside one.
COMPARED = 3
# Of many tickets chosen at once the likest are looked for of the first so many.
LAID_BESIDE = 5


@dataclass(frozen=True, slots=True)
class Past:
    """How often units were given tickets of a class, to lead and to help; the likest of all."""

    led: Counter[int] = field(default_factory=Counter)
    helped: Counter[int] = field(default_factory=Counter)
    likest: tuple[Likely, ...] = ()

    @property
    def alike(self) -> Counter[int]:
        """How many of the likest each unit was given."""
        return Counter(one.unit_id for one in self.likest if one.unit_id is not None)

    def may_lead(self, units: Iterable[int]) -> list[int]:
        """Return those of the units that had tickets alike, then those of the class."""
        alike, led = self.alike, self.led
        had = [pk for pk in units if alike[pk] or led[pk]]
        return sorted(had, key=lambda pk: (-alike[pk], -led[pk]))[:SHOWN]

    def may_help(self, units: Iterable[int]) -> list[int]:
        had = [pk for pk in units if self.helped[pk]]
        return sorted(had, key=lambda pk: -self.helped[pk])[:SHOWN]

    def why_leads(self, unit_id: int) -> str:
        """Why it stands first, in words."""
        counted = (("相似工单", self.alike[unit_id]), ("同类", self.led[unit_id]))
        return "、".join(f"{word} {times} 件" for word, times in counted if times) + "交过该单位"

    def why_helps(self, unit_id: int) -> str:
        return f"同类 {self.helped[unit_id]} 件协办过"


NO_PAST = Past()


def of(ticket: Ticket, *, seen_by: Viewer) -> Past:
    """Return who has the tickets alike, and those of its class, that the viewer may see."""
    return of_several([ticket], seen_by=seen_by)


def of_chosen(pks: Collection[int], *, seen_by: Viewer) -> Past:
    """The same for tickets that were chosen in a list."""
    chosen = tickets.rows(seen_by=seen_by).defer("pairs").filter(pk__in=pks)
    return of_several(list(chosen), seen_by=seen_by)


def of_several(chosen: Sequence[Ticket], *, seen_by: Viewer) -> Past:
    """Count who has the tickets of the same classes and county.

    What was given back or voided says nothing of whose matter it is.
    """
    if not chosen:
        return NO_PAST
    same = Ticket.objects.visible_to(seen_by).counted().exclude(pk__in=[one.pk for one in chosen])
    classes = {one.category_id for one in chosen}
    county_id = chosen[0].county_id
    known = same.filter(county_id=county_id, category_id__in=classes, unit__isnull=False)
    rows = known.order_by("-filed_on", "-pk").values_list("unit_id", "co_unit_ids")[:LOOKED_AT]
    past = Past(likest=_likest(chosen[:LAID_BESIDE], seen_by))
    for unit_id, co_unit_ids in rows:
        past.led[unit_id] += 1
        past.helped.update(co_unit_ids)
    return past


def _likest(chosen: Sequence[Ticket], viewer: Viewer) -> tuple[Likely, ...]:
    """The likest of each, no past ticket twice."""
    found = duplicates.dispatched_alike(chosen, seen_by=viewer)
    return tuple({one.pk: one for alike in found for one in alike[:COMPARED]}.values())
