"""The one box: what stands where, asked of every kind that the viewer may look at.

Each room hands in its kind from `apps.ready()`: how it is called, by what it is found, and the
question, which starts at what the viewer sees. So nobody finds, counts or is offered anything here
that they would not find on its own page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol, TypeVar

from cadres.search.rules import finding
from cadres.submissions.rules import pasted_text
from cadres.viewers.rules.viewer import Viewer

LONGEST = 60
# Of each kind while one types, and on the page of the answer.
FEW, MANY = 4, 20


class Place(IntEnum):
    """In which order the kinds stand in an answer."""

    TICKETS = 1
    ENTERPRISES = 2
    CONTACTS = 3
    PEOPLE = 4
    UNITS = 5
    LETTERS = 6
    POLICIES = 7
    PAGES = 8


@dataclass(frozen=True, slots=True)
class Found:
    """One line: how the thing is called, what tells it from its like, and where its page is."""

    title: str
    note: str
    address: str
    key: int | None = None
    mark: str = ""


Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, and what several kinds want to know of it: found out once."""

    text: str
    _known: dict[Any, Any] = field(default_factory=dict)

    def once(self, read: Callable[[str, Viewer], Known], viewer: Viewer) -> Known:
        """Return what `read` says of the text to this viewer."""
        if (read, viewer) not in self._known:
            self._known[read, viewer] = read(self.text, viewer)
        found: Known = self._known[read, viewer]
        return found


class Question(Protocol):
    """Returns at most so many of what fits and the viewer may see, the best first."""

    def __call__(self, asked: Asked, most: int, *, seen_by: Viewer) -> list[Found]: ...


def _everybody(viewer: Viewer) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Kind:
    """`label` heads the group, `by` says what of it is searched; `rest` is the list of them all."""

    place: Place
    label: str
    by: str
    ask: Question
    rest: str = ""
    is_for: Callable[[Viewer], bool] = _everybody


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `has_more` where it is not all."""

    kind: Kind
    rows: tuple[Found, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, what was found, and in what it was looked for."""

    words: str
    groups: tuple[Group, ...] = ()
    searched: tuple[Kind, ...] = ()
    is_too_short: bool = False

    @property
    def places(self) -> str:
        """Say in what was looked, and by what of it."""
        return "；".join(f"{kind.label}（{kind.by}）" for kind in self.searched)


_kinds: list[Kind] = []


def register(*kinds: Kind) -> None:
    """A room says what of it is found in the box."""
    _kinds.extend(kinds)
    _kinds.sort(key=lambda kind: kind.place)


def kinds_for(viewer: Viewer) -> tuple[Kind, ...]:
    return tuple(kind for kind in _kinds if kind.is_for(viewer))


def answer(asked: str, *, seen_by: Viewer, most: int = FEW) -> Answer:
    """Return what of each kind fits, `most` of a kind; nothing where nothing was asked."""
    asked = pasted_text.value(asked[:LONGEST])
    words = finding.words_of(asked)
    if not words:
        return Answer(asked)
    if finding.is_too_short(words):
        return Answer(asked, is_too_short=True)
    kinds = kinds_for(seen_by)
    typed = Asked(asked)
    groups = [_group(kind, typed, most, seen_by) for kind in kinds]
    return Answer(asked, tuple(group for group in groups if group.rows), kinds)


def _group(kind: Kind, asked: Asked, most: int, viewer: Viewer) -> Group:
    found = kind.ask(asked, most + 1, seen_by=viewer)
    return Group(kind, tuple(found[:most]), len(found) > most)
