"""What a person may take along on a phone: each upper room hands in its section.

Never leads, and never the phone of somebody else in clear: a section is made of rows that the
person may see, with phones masked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cadres.offline.rules import commands
from cadres.offline.rules.copies import Copy, Reading
from cadres.pages.selectors.changes import settled_until
from cadres.viewers.rules.viewer import Viewer

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of rows: which of them belong to the viewer now, which changed, how each is said.

    `ids(viewer)` is bounded; `changed(since, ids, viewer)` are those of the ids; `rows(ids,
    viewer)` asks through visibility, and leaves out what is not to be seen any more.
    """

    name: str
    ids: Callable[[Viewer], Sequence[int]]
    changed: Callable[[datetime, Sequence[int], Viewer], Collection[int]]
    rows: Callable[[Sequence[int], Viewer], list[Row]]


# Of a section something small that is sent whole whenever it differs: dictionaries, companions.
Whole = Callable[[Viewer], Any]
# What other rooms know of the rows of a section: a column's value for each id that has one, and
# which of the ids changed since.
Known = Callable[[Sequence[int], Viewer], Mapping[int, Any]]
Changed = Callable[[datetime, Sequence[int], Viewer], Collection[int]]

_sections: dict[str, Section] = {}
_whole: dict[str, Whole] = {}
_facts: dict[str, dict[str, tuple[Known, Changed]]] = {}


def register(*sections: Section) -> None:
    for section in sections:
        _sections[section.name] = section


def register_whole(name: str, whole: Whole) -> None:
    _whole[name] = whole


def register_facts(section: str, column: str, known: Known, changed: Changed) -> None:
    """Another room adds a column to the rows of a section."""
    _facts.setdefault(section, {})[column] = (known, changed)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: rows by section, ids to let go, and what is left to read."""

    rows: dict[str, Any]
    gone: dict[str, list[int]]
    reading: Reading


def begin(held: Copy | None, *, seen_by: Viewer) -> Page:
    """Begin a reading for a phone that holds this; return its first page."""
    at = settled_until(seen_by=seen_by)
    now = {name: sorted(section.ids(seen_by)) for name, section in _sections.items()}
    had = held.ids if held else {}
    gone = {name: sorted(set(ids) - set(now.get(name, ()))) for name, ids in had.items()}
    wanted = {name: _wanted(name, now[name], held, seen_by) for name in now}
    whole, marks = _all_whole(held, seen_by)
    first = go_on(Reading(Copy(at, now, marks), wanted), seen_by=seen_by)
    gone = {name: ids for name, ids in gone.items() if ids}
    return Page({**first.rows, **whole}, gone, first.reading)


def go_on(reading: Reading, *, seen_by: Viewer) -> Page:
    """Return the next page of a reading."""
    taken, rest = reading.page()
    rows = {name: _rows(name, ids, seen_by) for name, ids in taken.items() if name in _sections}
    return Page(rows, {}, Reading(reading.copy, rest))


def _wanted(name: str, now: Sequence[int], held: Copy | None, viewer: Viewer) -> list[int]:
    """Those that the phone has not, and those that changed since."""
    had = set(held.ids.get(name, ())) if held else set()
    kept = [one for one in now if one in had]
    wanted = set(now) - had
    if held and kept:
        ways = [_sections[name].changed, *(way for _, way in _facts.get(name, {}).values())]
        for changed in ways:
            wanted |= set(changed(held.at, kept, viewer))
    return sorted(wanted)


def _rows(name: str, ids: Sequence[int], viewer: Viewer) -> list[Row]:
    rows = _sections[name].rows(ids, viewer)
    shown = [row["id"] for row in rows]
    for column, (known, _) in _facts.get(name, {}).items():
        facts = known(shown, viewer)
        for row in rows:
            row[column] = facts.get(row["id"])
    return rows


def _all_whole(held: Copy | None, viewer: Viewer) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the whole sections that differ from what the phone holds, and the marks of all."""
    known = held.marks if held else {}
    found = {name: whole(viewer) for name, whole in _whole.items()}
    marks = {name: _mark(value) for name, value in found.items()}
    new = {name: value for name, value in found.items() if known.get(name) != marks[name]}
    return new, marks


def _mark(value: Any) -> str:
    return hashlib.sha256(commands.canonical({"": value})).hexdigest()[:12]
