"""What an action asks for, once for all doors: the page's form and the API's serializer follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read as WasRead
from cadres.viewers.rules.viewer import Viewer

Choices = Sequence[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its words on the page, and what the API's description adds.

    `only_for` names the choice beside which alone the page shows it. Where the API need not be told
    it, `is_left_out` keeps it out of what the service gets, whose own default then counts.
    """

    name: str
    label: str = ""
    _: KW_ONLY
    help: str = ""
    api_help: str = ""
    is_needed: bool = True
    only_for: str = ""
    is_on_page: bool = True
    is_in_api: bool = True
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Text(Field):
    """Sentences over several `rows`; no rows are a single line. `longest` counts characters."""

    _: KW_ONLY
    longest: int = text_limits.SENTENCES
    rows: int = 4


@dataclass(frozen=True, slots=True)
class Code(Text):
    """The code of a thing that pages let choose; for programs alone."""


@dataclass(frozen=True, slots=True)
class Mark(Field):
    """The digest of what was shown: hidden on the page, sent along with the press.

    `must_come` says that the page's form is refused without it; as a rule the service says so.
    """

    _: KW_ONLY
    must_come: bool = False


@dataclass(frozen=True, slots=True)
class WhatWasRead(Field):
    """What the page, or the client, had read of the thing that is changed."""

    name: str = "read"


@dataclass(frozen=True, slots=True)
class Day(Field):
    """A date."""


@dataclass(frozen=True, slots=True)
class Number(Field):
    """A whole number between two ends."""

    _: KW_ONLY
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of `choices`; all of them stand open unless it `drops_down`.

    `usual` is what is meant where nothing was said, `empty` the line of a drop-down that means
    nothing was chosen.
    """

    _: KW_ONLY
    choices: Choices = ()
    drops_down: bool = False
    usual: str = ""
    is_usual_shown: bool = True
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Tick(Field):
    """Yes or no."""

    is_needed: bool = False


# Finds what a number names: the number, the thing acted on, and who looks.
Find = Callable[[int, Any, Viewer], Any]


@dataclass(frozen=True, slots=True)
class Row(Field):
    """A thing that is named: the page offers those there are, the API takes its id.

    `find` turns the id into what the service takes; without one the service takes the id.
    """

    _: KW_ONLY
    find: Find | None = None
    empty: str | None = None
    # Offered as bare (id, words) instead of rows.
    is_bare: bool = False
    # Of many: found by typing.
    is_picked: bool = False


@dataclass(frozen=True, slots=True)
class NamedRow(Field):
    """A thing that the page takes by its written name and the API by its id."""

    _: KW_ONLY
    longest: int
    # Finds it by its name: the name, the thing acted on, and who looks.
    find_by_name: Callable[[str, Any, Viewer], Any]
    find: Find | None = None


@dataclass(frozen=True, slots=True)
class Rows(Field):
    """Several things, each by its id; not more than `most`."""

    _: KW_ONLY
    find: Callable[[Sequence[int], Any, Viewer], Any] | None = None
    is_bare: bool = False
    is_picked: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Files(Field):
    """Files, sent beforehand or with the form; not more than `most`."""

    name: str = "uploads"
    label: str = "附件"
    _: KW_ONLY
    is_needed: bool = False
    most: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """What is known of the fields only where they are asked: for this thing and this person.

    `rows` are the things that may be named, `choices` replace those of a field, `without` are
    fields that are not asked here, `read` is what the page reads now.
    """

    initial: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, Choices] = field(default_factory=dict)
    rows: Mapping[str, Any] = field(default_factory=dict)
    help: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    read: WasRead | None = None


NO_OFFER = Offer()


def found(
    fields: Iterable[Field], words: Mapping[str, Any], thing: Any, viewer: Viewer
) -> dict[str, Any]:
    """Return the words that came in, with what ids name looked up by whoever looks.

    Raises what the look-ups raise: Invalid where somebody may not name it, or it is not there.
    """
    taken = dict(words)
    for one in fields:
        if isinstance(one, Row | NamedRow | Rows) and one.find and one.name in taken:
            taken[one.name] = one.find(taken[one.name], thing, viewer)
    return taken
