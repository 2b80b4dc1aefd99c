"""The metric catalogue (口径): every figure of the site once, with what it counts and over what.

An upper room puts in its own entries by `register`, once, when the site starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cadres.errors import Absent
from cases.figures.rules.definitions import coverage, entries, handling, ideas, rates, standing
from cases.figures.rules.definitions.entries import AnyEntry, Group, Measure, Ratio, Span

_ENTRIES: dict[str, AnyEntry] = {}


def register(found: Iterable[AnyEntry]) -> None:
    """Take entries into the catalogue. Raises ValueError where a name is taken."""
    for entry in found:
        if entry.name in _ENTRIES:
            raise ValueError(f"{entry.name} is defined twice")
        _ENTRIES[entry.name] = entry


def every() -> tuple[AnyEntry, ...]:
    """Return all entries in the order of their groups."""
    places = list(Group)
    return tuple(sorted(_ENTRIES.values(), key=lambda entry: places.index(entry.group)))


def grouped() -> Iterator[tuple[Group, list[AnyEntry]]]:
    """Yield each group that has entries, with them: measures first, then rates, then spans."""
    for group in Group:
        found = [entry for entry in _ENTRIES.values() if entry.group is group]
        if found:
            yield group, sorted(found, key=lambda one: (Measure, Ratio, Span).index(type(one)))


def entry(name: str) -> AnyEntry:
    """Return the entry of this name. Raises Absent."""
    if name not in _ENTRIES:
        raise Absent("没有这个指标，请从“口径”里选择。")
    return _ENTRIES[name]


def measure(name: str) -> Measure:
    """Return the measure of this name. Raises Absent where it is none."""
    found = entry(name)
    if not isinstance(found, Measure):
        raise Absent("没有这个统计量，请从“口径”里选择。")
    return found


def ratio(name: str, version: int = 0) -> Ratio:
    """Return the rate of this name, the newest or an earlier version. Raises Absent."""
    found = entry(name)
    while isinstance(found, Ratio) and version and found.version != version and found.replaces:
        found = found.replaces
    if not isinstance(found, Ratio) or version not in (0, found.version):
        raise Absent("没有这个指标，请从“口径”里选择。")
    return found


def label(name: str) -> str:
    return entry(name).label


def headings(*names: str) -> tuple[tuple[str, str], ...]:
    """Return names and headings of a table's columns."""
    return tuple((name, label(name)) for name in names)


def made_of(ratio: Ratio) -> tuple[str, str]:
    """Return in words what the rate divides by what, from the measures of which it is made."""
    less = "".join(f" − {label(name)}" for name in ratio.less)
    return _sum(ratio.over), _sum(ratio.of) + less


def versions(names: Iterable[str], on: date) -> list[AnyEntry]:
    """Return the entries of a table's columns; a definition that changed stands in both forms."""
    found: list[AnyEntry] = []
    for name in names:
        one = entry(name)
        found += entries.shown(one, on) if isinstance(one, Ratio) else (one,)
    return found


def _sum(names: tuple[str, ...]) -> str:
    return " + ".join(map(label, names))


for _known in (
    *(standing.STANDING, standing.RESULTS, rates.RATIOS),
    *(handling.HANDLING, handling.TIME, handling.FLOW, handling.DISPUTES),
    *(coverage.MEASURES, coverage.RATIOS),
    *(ideas.MEASURES, (ideas.ADOPTION,)),
):
    register(_known)
