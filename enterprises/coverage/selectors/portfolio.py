"""The portfolio of a cadre (我的企业): what is covered now, and what waits there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Enterprise, Part


class Counting(Protocol):
    """Counts per enterprise the open tickets that the viewer may see; none may be left out."""

    def __call__(self, enterprise_ids: Sequence[int], *, seen_by: Viewer) -> Mapping[int, int]: ...


_countings: list[Counting] = []


@dataclass(frozen=True, slots=True)
class PortfolioLine:
    """One covered enterprise; `open_tickets` is None where nobody counts them."""

    enterprise_id: int
    name: str
    township: str
    parts: tuple[str, ...]
    from_on: date
    last_contact_on: date | None
    open_tickets: int | None


def register_count(counting: Counting) -> None:
    """An upper app counts what is open at the enterprises."""
    _countings.append(counting)


def beside(cadre_id: int, *, seen_by: Viewer) -> int:
    """How many more pass on in a hand-over: off the register, or covered from a later day only."""
    shown = [line.enterprise_id for line in lines(cadre_id, seen_by=seen_by)]
    held = Assignment.objects.visible_to(seen_by).not_over(seen_by.today)
    more = held.filter(cadre_id=cadre_id).exclude(enterprise__in=shown)
    return more.values("enterprise").distinct().count()


def lines(cadre_id: int, *, seen_by: Viewer) -> list[PortfolioLine]:
    """Return the enterprises the cadre covers today: never contacted first, then longest ago."""
    held: dict[int, list[Assignment]] = {}
    seen = Assignment.objects.visible_to(seen_by).in_force(seen_by.today).filter(cadre_id=cadre_id)
    for assignment in seen.order_by("from_on", "pk"):
        held.setdefault(assignment.enterprise_id, []).append(assignment)
    rows = Enterprise.objects.filter(pk__in=held).active().select_related("township")
    counts = _open_tickets(list(held), seen_by)
    found = [
        PortfolioLine(
            enterprise_id=row.pk,
            name=row.name,
            township=row.township.name if row.township else "",
            parts=tuple(Part(assignment.part).label for assignment in held[row.pk]),
            from_on=held[row.pk][0].from_on,
            last_contact_on=row.last_contact_on,
            open_tickets=None if counts is None else counts.get(row.pk, 0),
        )
        for row in rows.with_last_contact()
    ]
    return sorted(found, key=lambda line: (line.last_contact_on or date.min, line.name))


def _open_tickets(enterprise_ids: Sequence[int], seen_by: Viewer) -> dict[int, int] | None:
    if not _countings:
        return None
    total: dict[int, int] = {}
    for counting in _countings:
        for pk, number in counting(enterprise_ids, seen_by=seen_by).items():
            total[pk] = total.get(pk, 0) + number
    return total
