"""Which limits there are, in the order of a ticket's life; each app registers its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cadres.deadlines.rules import limits
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

# What is counted in whole days, of whatever kind.
DAYS = (LimitUnit.WORKDAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)


@dataclass(frozen=True, slots=True)
class Group:
    """Limits that a clerk looks for in one place; `place` says after which other groups."""

    place: int
    heading: str
    keys: tuple[LimitKey, ...]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(str(key), key.label) for key in self.keys]


_GROUPS: list[Group] = []


def register(*found: Group) -> None:
    """An app says which steps of its own have limits, once, when the site starts."""
    _GROUPS.extend(found)
    _GROUPS.sort(key=lambda group: group.place)
    for group in found:
        limits.register(*group.keys)


def groups() -> tuple[Group, ...]:
    return tuple(_GROUPS)


def every_key() -> list[LimitKey]:
    """Return every key in the order of every table of limits."""
    return [key for group in _GROUPS for key in group.keys]


def choices() -> list[tuple[str, str]]:
    return [(str(key), key.label) for key in every_key()]


def units_of(name: str) -> tuple[LimitUnit, ...]:
    """Return the units in which the limit can be set, the usual one first."""
    return limits.named(name).units if limits.is_known(name) else limits.TIME_UNITS


def is_switch(name: str) -> bool:
    return units_of(name) == (LimitUnit.SWITCH,)


def unit_words(units: Iterable[LimitUnit]) -> str:
    return "、".join(f"“{unit.label}”" for unit in units)


def problem_with(name: str, amount: int, unit: str) -> dict[str, str]:
    """Say by field what is wrong with an amount in this unit; empty where nothing is."""
    units = units_of(name)
    if unit not in units:
        return {"unit": f"这个环节的单位只能是{unit_words(units)}"}
    if unit == LimitUnit.PERCENT and amount > 100:
        return {"amount": "比例不能超过 100%"}
    if unit == LimitUnit.SWITCH and amount != 1:
        return {"amount": "启用时数量固定为 1"}
    return {}
