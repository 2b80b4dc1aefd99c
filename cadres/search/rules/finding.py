"""A forgiving find for thumbs: part of a name, characters in their order, initials, a code.

宏远建材 finds 宏远泰建材, `hxd` finds 恒信达. What may be found stands in one text, a line for each
name, for the code, and for the pinyin initials of each name; a phone without a line searches the
same lines by the same rule.
"""

from __future__ import annotations

import string
from collections.abc import Sequence

from pypinyin import Style, lazy_pinyin

from cadres.search.rules.character_pairs import normalised

# Fewer letters in their order stand in nearly every row of initials; nearer ones still fit.
FEWEST_LETTERS = 3
# A code is looked for by a run of it: two digits stand in every second one.
FEWEST_OF_CODE = 4
STARTS, HOLDS, IN_ORDER = range(3)
DIGITS = frozenset(string.digits)


def plain(text: str) -> str:
    """Return the text as it is found: letters, digits and Chinese characters, in lower case."""
    return "".join(sign for sign in normalised(text) if sign.isalnum())


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


def rank(word: str, text: str) -> int | None:
    """Say how well a plain word fits: 0 begins a line, 1 stands in one, 2 in its order; or not."""
    found = [fit for line in text.split("\n") if (fit := _fit(word, line)) is not None]
    return min(found, default=None)


def _fit(word: str, line: str) -> int | None:
    if line.startswith(word):
        return STARTS
    if word in line:
        return HOLDS if len(word) >= FEWEST_OF_CODE or not _is_code(line) else None
    if not _may_spread(word) or _is_code(line):
        return None
    signs = iter(line)
    return IN_ORDER if all(sign in signs for sign in word) else None


def _may_spread(word: str) -> bool:
    """Digits are not spread over a line; a pair of letters would be in all of them."""
    if not word.isascii():
        return len(word) > 1
    return word.isalpha() and len(word) >= FEWEST_LETTERS


def _is_code(line: str) -> bool:
    return line.isascii() and not DIGITS.isdisjoint(line)
