"""Which units had tickets of the same class in the county: where the office looks first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket

# Of the newest tickets of the class so many say who usually has them.
LOOKED_AT = 500
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Past:
    """How often units were given tickets of a class, to lead and to help."""

    led: Counter[int] = field(default_factory=Counter)
    helped: Counter[int] = field(default_factory=Counter)


def of(ticket: Ticket, *, seen_by: Viewer) -> Past:
    """Count who has the tickets of the same class and county that the viewer may see.

    What was given back or voided says nothing of whose matter it is.
    """
    same = Ticket.objects.visible_to(seen_by).counted().exclude(pk=ticket.pk)
    alike = same.filter(
        county_id=ticket.county_id, category_id=ticket.category_id, unit__isnull=False
    )
    rows = alike.order_by("-filed_on", "-pk").values_list("unit_id", "co_unit_ids")[:LOOKED_AT]
    past = Past()
    for unit_id, co_unit_ids in rows:
        past.led[unit_id] += 1
        past.helped.update(co_unit_ids)
    return past


def led_words(times: int) -> str:
    return f"同类 {times} 件交过该单位"


def helped_words(times: int) -> str:
    return f"同类 {times} 件协办过"
