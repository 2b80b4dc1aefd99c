"""What a letter is about where that is no ticket: the room that keeps it says how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cadres.viewers.rules.viewer import Viewer
from cases.models import Letter


@dataclass(frozen=True, slots=True)
class LetterSource:
    """Whether a letter is still wanted, and whether somebody may open what it is about."""

    wants: Callable[[Letter], bool]
    may_read: Callable[[Viewer, Letter], bool]


_sources: list[LetterSource] = []


def register(source: LetterSource) -> None:
    _sources.append(source)


def wants(letter: Letter) -> bool:
    """What was found and is put right needs no letter any more."""
    return all(source.wants(letter) for source in _sources)


def may_read(viewer: Viewer, letter: Letter) -> bool:
    return any(source.may_read(viewer, letter) for source in _sources)
