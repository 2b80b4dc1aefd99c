"""A forgiving find for thumbs: part of a name, characters in their order, initials, a code.

宏远建材 finds 宏远泰建材, `hxd` finds 恒信达. What may be found stands in one text, a line for each
name, for the code, and for the pinyin initials of each name; a phone without a line searches the
same lines by the same rule.
"""

from __future__ import annotations

import itertools
import string
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from pypinyin import Style, lazy_pinyin

from cadres.search.rules.character_pairs import character_pair, normalised

# Fewer letters in their order stand in nearly every row of initials; nearer ones still fit.
FEWEST_LETTERS = 3
# A code is looked for by a run of it: two digits stand in every second one.
FEWEST_OF_CODE = 4
SIGN = 0xFFFF
SURROGATE = 0xD800
STARTS, HOLDS, IN_ORDER = range(3)
DIGITS = frozenset(string.digits)


class Findable(Protocol):
    """What has lines by which it is found."""

    find_text: Any


T = TypeVar("T", bound=Findable)


def plain(text: str) -> str:
    """Return the text as it is found: letters, digits and Chinese characters, in lower case."""
    return "".join(sign for sign in normalised(text) if sign.isalnum())


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Return the first letter of each syllable: 恒信达艾草 → hxdac; letters and digits stay."""
    return plain("".join(lazy_pinyin(plain(name), style=Style.FIRST_LETTER)))


def find_text(names: Sequence[str], code: str = "") -> str:
    """Return the lines by which a thing of these names and this code is found."""
    lines = [*(plain(name) for name in names), plain(code), *(initials(name) for name in names)]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def words_of(asked: str) -> list[str]:
    """Return what was asked for, word by word; each of them must fit."""
    return [word for word in map(plain, asked.split()) if word]


def pattern(word: str) -> str:
    """Return the regular expression of a plain word: its signs in their order, in one line.

    It lets through a little more than `rank` keeps; a database asks it first.
    """
    return "[^\n]*".join(word) if _may_spread(word) else word


def pairs(word: str) -> list[int]:
    """Return the pairs of signs that every text has which a plain word fits, one after the other.

    By these the index is asked (`cadres.search.models.find_texts`). Letters that may stand in the
    run of a code are asked for as they follow each other; a sign alone is a key itself.
    """
    if len(word) == 1:
        return [ord(word) & SIGN]
    is_spread = _may_spread(word) and not (word.isascii() and len(word) >= FEWEST_OF_CODE)
    taken = itertools.combinations(word, 2) if is_spread else itertools.pairwise(word)
    return sorted({character_pair(*pair) for pair in taken})


def runs(word: str) -> list[int]:
    """Return the keys of every text that holds a word of letters as it stands: three by three."""
    return sorted({_run(*three) for three in zip(word, word[1:], word[2:], strict=False)})


def is_letters(word: str) -> bool:
    """Are these letters that may be initials, so many that their runs are keys of the index?"""
    return word.isascii() and word.isalpha() and len(word) >= FEWEST_LETTERS


def is_too_short(words: Sequence[str]) -> bool:
    """A single letter or digit stands in nearly everything; a Chinese character says something."""
    return all(len(word) == 1 and word.isascii() for word in words)


def rank(word: str, text: str) -> int | None:
    """Say how well a plain word fits: 0 begins a line, 1 stands in one, 2 in its order; or not."""
    found = [fit for line in text.split("\n") if (fit := _fit(word, line)) is not None]
    return min(found, default=None)


def fits(words: Sequence[str], text: str) -> bool:
    """Does every word fit the text?"""
    return all(rank(word, text) is not None for word in words)


def distance(words: Sequence[str], text: str) -> int:
    """Say how far a text is from all the words; one that fits elsewhere alone comes last."""
    ranks = (rank(word, text) for word in words)
    return sum(IN_ORDER + 1 if one is None else one for one in ranks)


def nearest(words: Sequence[str], rows: Iterable[T], then: Callable[[T], Any]) -> list[T]:
    """Return rows with a `find_text`, the nearest to the words first, of equals as `then` says."""
    return sorted(rows, key=lambda row: (distance(words, row.find_text), then(row)))


def _fit(word: str, line: str) -> int | None:
    if line.startswith(word):
        return STARTS
    if word in line:
        return HOLDS if len(word) >= FEWEST_OF_CODE or not _is_code(line) else None
    if not _may_spread(word) or _is_code(line):
        return None
    signs = iter(line)
    return IN_ORDER if all(sign in signs for sign in word) else None


def _run(first: str, second: str, third: str) -> int:
    """A surrogate, which no text holds, and the place of three letters among all threes."""
    place = 0
    for letter in (first, second, third):
        place = place * 26 + ord(letter) - ord("a")
    return character_pair(chr(SURROGATE), chr(place))


def _may_spread(word: str) -> bool:
    """Digits are not spread over a line; a pair of letters would be in all of them."""
    if not word.isascii():
        return len(word) > 1
    return is_letters(word)


def _is_code(line: str) -> bool:
    return line.isascii() and not DIGITS.isdisjoint(line)
