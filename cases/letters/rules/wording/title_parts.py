"""A title cut into its parts: words, names, dates, and how unwelcome a break is between two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import zip_longest

from cadres.people.rules.naming import HAN
from cases.letters.rules.wording import title_words as words
from cases.letters.rules.wording.unbroken import NO_END, NO_START, RUN


class Kind(Enum):
    ABOUT = auto()
    VERB = auto()
    OF = auto()
    TYPE = auto()
    LINK = auto()
    WORD = auto()
    NAME = auto()
    # A date, a figure, a title in 《》: one thing.
    WHOLE = auto()
    MARK = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Part:
    kind: Kind
    text: str
    # In a name: how it ends, where it is an ending.
    is_end: bool = False


# Costs of a break; without one there is none.
FREE, GOOD, FAIR, POOR, BAD, ALONE = 0, 1, 2, 3, 6, 12
IN_NAME, IN_WHOLE_NAME, IN_WORD = 8, 30, 40
QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”")
STARTS = frozenset({Kind.ABOUT, Kind.VERB, Kind.OF, Kind.LINK, Kind.MARK, Kind.WHOLE, Kind.TYPE})


def seams(title: str, names: Iterable[str], room: float) -> dict[int, int]:
    """Return where a line may end, and at what cost; a place that is not named is never cut."""
    found: dict[int, int] = {}
    cut, at = parts(title, tuple(names)), 0
    for one, after in zip_longest(cut, cut[1:]):
        found |= {at + inner: cost for inner, cost in _inside(one, room).items()}
        at += len(one.text)
        cost = _between(one, after) if after else None
        if cost is not None:
            found[at] = cost
    return {at: cost for at, cost in found.items() if _may_break(title, at)}


@cache
def parts(title: str, names: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """The parts in their order; together they are the title."""
    found: list[Part] = []
    at = 0
    while at < len(title):
        part = _part_at(title, at, names)
        at += len(part.text)
        if part.kind is Kind.UNKNOWN and found and found[-1].kind is Kind.UNKNOWN:
            part = Part(Kind.UNKNOWN, found.pop().text + part.text)
        found.append(part)
    return tuple(_named(found))


def name_parts(name: str) -> tuple[str, ...]:
    """A long name: places, its own word, trades, its legal form."""
    found: list[str] = []
    at, was_word = 0, True
    while at < len(name):
        word = _place(name, at) if at == sum(map(len, found)) and _only_places(found) else ""
        word = word or _longest(name, at, (*words.LEGAL_FORMS, *words.ORGANS, *words.TRADES))
        if not word and not was_word:
            found[-1] += name[at]
            at += 1
            continue
        if word in words.TAILS and found and not _only_places(found):
            found[-1] += word
        else:
            found.append(word or name[at])
        was_word = bool(word)
        at += len(word) or 1
    return tuple(found)


def _part_at(title: str, at: int, names: Sequence[str]) -> Part:
    named = next((one for one in _by_length(names) if one and title.startswith(one, at)), "")
    if named:
        return Part(Kind.NAME, named)
    whole = QUOTED.match(title, at) or RUN.match(title, at) or _LATIN.match(title, at)
    if whole:
        return Part(Kind.WHOLE, whole.group())
    if title[at:] in words.TYPES:
        return Part(Kind.TYPE, title[at:])
    for kind, listed in _LISTS:
        word = _longest(title, at, listed)
        if word:
            return Part(kind, word, listed is _ENDS)
    return Part(Kind.MARK if title[at] in NO_START + NO_END else Kind.UNKNOWN, title[at])


def _named(found: Sequence[Part]) -> list[Part]:
    """What stands before 有限公司, back to a verb or a mark, is the name of the firm."""
    merged: list[Part] = []
    for part in found:
        if part.is_end:
            text = part.text
            while merged and merged[-1].kind not in STARTS:
                text = merged.pop().text + text
            part = Part(Kind.NAME, text)
        merged.append(part)
    return merged


def _inside(part: Part, room: float) -> dict[int, int]:
    if part.kind is Kind.UNKNOWN:
        return dict.fromkeys(range(1, len(part.text)), IN_WORD)
    if part.kind is Kind.WHOLE and width(part.text) > room:
        return {at + 1: cost + BAD for at, cost in seams(part.text[1:-1], (), room).items()}
    if part.kind is not Kind.NAME:
        return {}
    cost = IN_NAME if width(part.text) > room else IN_WHOLE_NAME
    at, found = 0, {}
    for piece in name_parts(part.text)[:-1]:
        at += len(piece)
        found[at] = cost
    return found


def _between(one: Part, after: Part) -> int | None:
    if after.kind in {Kind.OF, Kind.TYPE} and one.kind is not Kind.MARK:
        return None
    if one.kind in {Kind.ABOUT, Kind.LINK}:
        return ALONE
    if one.kind in {Kind.OF, Kind.MARK}:
        return FREE
    if one.kind is Kind.VERB:
        return POOR
    if after.kind is Kind.LINK:
        return GOOD
    if Kind.UNKNOWN in {one.kind, after.kind}:
        return POOR
    return FAIR


def width(text: str) -> float:
    """In Chinese signs; figures and Latin letters are about half as wide."""
    return sum(1.0 if ord(sign) > 0x2E7F or sign in "“”‘’—…" else 0.55 for sign in text)


def widest_run(text: str) -> float:
    """How wide the widest run is that stands on one line, in Chinese signs."""
    return max((width(found.group()) for found in RUN.finditer(text)), default=0.0)


def _may_break(title: str, at: int) -> bool:
    return title[at] not in NO_START and title[at - 1] not in NO_END and title[at] != " "


def _place(name: str, at: int) -> str:
    found = re.compile(rf"[{HAN}]{{2,5}}?[{words.PLACE_ENDS}]").match(name, at)
    return found.group() if found else ""


def _only_places(found: Sequence[str]) -> bool:
    return all(one[-1] in words.PLACE_ENDS for one in found)


def _longest(text: str, at: int, listed: Sequence[str]) -> str:
    return max((one for one in listed if text.startswith(one, at)), key=len, default="")


def _by_length(names: Sequence[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]*")
_ENDS = (*words.LEGAL_FORMS, *words.ORGANS)
_LISTS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.ABOUT, (words.ABOUT,)),
    (Kind.NAME, _ENDS),
    (Kind.VERB, words.VERBS),
    (Kind.WORD, (*words.WORDS, *words.TRADES)),
    (Kind.OF, (words.OF,)),
    (Kind.LINK, words.LINKS),
)
