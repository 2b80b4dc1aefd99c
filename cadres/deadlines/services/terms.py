"""Everything that has a term is registered here and checked by one kernel; recounts.py moves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.terms import Calendars, OpenRow, OpenTerm, Shift
from cadres.deadlines.selectors.terms import Regions
from cadres.viewers.rules.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Owner:
    """A kind of row with terms: how the open ones are found, and how a new day is written.

    `rewrite` counts the row's terms on a version of the calendar (None: each on its own), under
    the row's lock, leaves a trace and a line in the trail, and returns whether anything moved.
    """

    kind: str
    label: str
    count: Callable[[Viewer], int]
    # The next batch of open rows after a primary key, in its order; empty at the end.
    open_rows: Callable[[Viewer, int], list[OpenRow]]
    rewrite: Callable[[int, int | None, Viewer], bool]
    # What is compared with a ledger of its own, and not by the kernel alone.
    has_ledger: bool = False


@dataclass(slots=True)
class Compared:
    """How many rows were compared, and what differed."""

    rows: int = 0
    found: list[str] = field(default_factory=list)


_OWNERS: list[Owner] = []
# Whatever keeps its terms in a database of its own says only whether they are right.
_APART: dict[str, Callable[[Viewer], bool]] = {}


def register(owner: Owner) -> None:
    """An upper room says where its terms are."""
    _OWNERS[:] = [*(one for one in _OWNERS if one.kind != owner.kind), owner]


def register_apart(label: str, is_right: Callable[[Viewer], bool]) -> None:
    _APART[label] = is_right


def owners() -> tuple[Owner, ...]:
    return tuple(_OWNERS)


def apart(*, actor: Viewer) -> dict[str, bool]:
    """Ask those apart whether all their stored days are what their terms make of them."""
    return {label: is_right(actor) for label, is_right in _APART.items()}


def compare(*, actor: Viewer, mend: bool = False) -> Compared:
    """Compare the stored days of every open row with its terms; with `mend`, put them right."""
    result, regions = Compared(), Regions()
    for owner in _OWNERS:
        for row in () if owner.has_ledger else rows(owner, actor):
            result.rows += 1
            found = terms.differences(row, regions[row.region_id].__getitem__)
            result.found += [
                f"{owner.label} {row.name}：{one.label} 存的是 {one.stored}，应为 {one.rebuilt}"
                for one in found
            ]
            if found and mend:
                owner.rewrite(row.pk, None, actor)
    return result


def shift_of(one: OpenTerm, version: int | None, calendars: Calendars) -> Shift | None:
    """Return how a term changes on a version of the calendar, or, with None, back on its own."""
    if version is None:
        return terms.correction(one, calendars)
    return terms.shift(one, version, calendars)


def recount_columns(kind: str, pk: int, shift: Shift, version: int, at: datetime) -> dict[str, Any]:
    """Return what a line of `RecountColumns` says of it."""
    return {
        "kind": kind,
        "object_id": pk,
        "label": shift.label,
        "at": at,
        "calendar": version,
        "before_on": shift.before.on,
        "after_on": shift.after.on,
        "was_provisional": shift.before.is_provisional,
        "is_provisional": shift.after.is_provisional,
    }


def rows(owner: Owner, actor: Viewer) -> Iterator[OpenRow]:
    """Give every open row of an owner, a batch at a time."""
    last = 0
    while batch := owner.open_rows(actor, last):
        last = batch[-1].pk
        yield from batch
