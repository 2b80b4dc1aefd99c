"""People of one name (同名) where somebody is chosen: told apart by unit, then by account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What tells somebody from a namesake; the account stands on one's paper and is no secret."""

    unit_name: str
    account: str


def shared(names: Mapping[int, str]) -> set[int]:
    """Return the ids of those whose name somebody else of the list has, too."""
    counts = Counter(names.values())
    return {pk for pk, name in names.items() if counts[name] > 1}


def labels(names: Mapping[int, str], known: Mapping[int, Known]) -> dict[int, str]:
    """Return a label for each; no two read the same.

    张伟 alone, 张伟（县工信局） of two who share the name, 张伟（县工信局，zhangwei1234） of
    two who share the unit, too. `known` holds at least those of `shared`.
    """
    alike = shared(names)
    places = Counter((names[pk], known[pk].unit_name) for pk in alike)
    return {
        pk: _label(name, known[pk], places[name, known[pk].unit_name] > 1) if pk in alike else name
        for pk, name in names.items()
    }


def _label(name: str, known: Known, is_one_unit: bool) -> str:
    said: Collection[str] = (known.unit_name, known.account if is_one_unit else "")
    return f"{name}（{'，'.join(filter(None, said))}）"
