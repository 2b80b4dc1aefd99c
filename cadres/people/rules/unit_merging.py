"""One unit takes another over (撤并): what goes over, what stays, what stands in the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cadres.errors import Conflict, WrongState
from cadres.people.rules.units import Holding

if TYPE_CHECKING:
    from cadres.models import Unit

CHANGED = "打开这一页之后情况有了变化，请看清新的数目，再办理一次。"


@dataclass(frozen=True, slots=True)
class Effects:
    """In counts: what goes over, what stays with the old unit, and why it cannot be done."""

    moves: tuple[Holding, ...] = ()
    stays: tuple[Holding, ...] = ()
    refusals: tuple[str, ...] = ()

    def __add__(self, other: Effects) -> Effects:
        return Effects(
            self.moves + other.moves,
            self.stays + other.stays,
            self.refusals + other.refusals,
        )

    @property
    def seen(self) -> str:
        """A mark of what a page showed: with other counts it is another action."""
        said = "|".join(map(str, (*self.moves, "", *self.stays)))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def counted(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    """Only the kinds of which there is anything."""
    return tuple(holding for holding in holdings if holding.count)


def of_units(old: Unit, new: Unit) -> tuple[str, ...]:
    """Say why these two cannot become one, whatever they have in hand."""
    found = []
    if old.pk == new.pk:
        found.append("不能并入自己，请选择另一个单位。")
    elif new.path.startswith(old.path):
        found.append(f"{new}是{old}的下级单位，请先把它移出来，再办理并入。")
    if not (old.is_active and new.is_active):
        found.append("已停用的单位不能并入别的单位，也不能接手，请刷新页面。")
    if county_of(old) != county_of(new):
        found.append("两个单位不在同一个县，不能并入。")
    return tuple(found)


def county_of(unit: Unit) -> int:
    """The county in which the unit stands; the region itself above a county."""
    region = unit.region
    is_below = region.level == "township" and region.parent_id is not None
    return int(region.parent_id or 0) if is_below else region.pk


def check(effects: Effects, seen: str) -> None:
    """What stands in the way refuses; so does a page that showed other counts."""
    if effects.refusals:
        raise WrongState("".join(effects.refusals))
    if seen != effects.seen:
        raise Conflict(CHANGED)
