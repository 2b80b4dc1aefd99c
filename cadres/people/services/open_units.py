"""No road leads into a closed unit: whoever gives it something holds it open until that is done."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Unit
from cadres.people.rules import units

# A shared lock: many give to one unit at once, and only closing it waits for them.
_SHARED = "SELECT id FROM cadres_unit WHERE id = ANY(%s) ORDER BY id FOR SHARE"


@transaction.atomic(savepoint=False)
def hold_open(unit: Unit, *, county_id: int | None = None, field: str = "unit") -> Unit:
    """Return the unit as it is now, held open until the transaction ends.

    Raises Invalid where it is closed, or not of the county.
    """
    hold_all([unit])
    found = _as_it_is(unit.pk)
    if found is None:
        raise Invalid("没有这个单位，请重新选择。", {field: "请重新选择。"})
    units.check_open(found, county_id, field)
    return found


@transaction.atomic
def hold_successor(unit: Unit) -> Unit | None:
    """Return who does now what the unit did, held open: itself, or the unit that took it over.

    None where it was closed and nobody took it over: then the office decides who goes on.
    """
    hold_all([unit])
    found = _as_it_is(unit.pk)
    heir = (found.merged_into or found) if found is not None else None
    if heir is None or not heir.is_active:
        return None
    return hold_open(heir) if heir.pk != unit.pk else heir


def hold_all(units_given: Iterable[Unit]) -> None:
    """None of them is closed before the transaction ends; that they are open was asked before."""
    list(Unit.objects.raw(_SHARED, [sorted({unit.pk for unit in units_given})]))


def _as_it_is(pk: int) -> Unit | None:
    return Unit.objects.select_related("region", "merged_into").filter(pk=pk).first()
