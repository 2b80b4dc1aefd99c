"""What two texts of one matter have in common, in words that a person can check at a glance."""

from __future__ import annotations

import re

from cadres.search.rules.character_pairs import normalised

# Three characters stand in any two texts by chance.
SHORTEST = 4
LONGEST = 16
SHOWN = 3
_CLAUSES = re.compile(r"[^\w]+")
# Greetings and set phrases say nothing of the matter.
_NUMBERS = re.compile(r"\d+")
_COURTESY = re.compile(r"尊敬的?|领导|您好|你好|感谢|谢谢|反映|请求|希望|有关部门|解决")


def common_phrases(one: str, other: str, *, besides: str = "") -> list[str]:
    """Return the longest phrases that stand in both texts, word for word.

    `besides` is what both name by nature: the enterprise, whose name says nothing.
    """
    told, known = normalised(other), normalised(besides)
    found: set[str] = set()
    for clause in _clauses(one):
        found.update(_phrases(clause, told))
    telling = {phrase for phrase in found if _says_something(phrase, known)}
    longest = sorted(telling, key=lambda phrase: (-len(phrase), phrase))
    return _distinct(longest)


def _clauses(text: str) -> list[str]:
    return [normalised(part) for part in _CLAUSES.split(text) if len(part) >= SHORTEST]


def _phrases(clause: str, told: str) -> list[str]:
    """From left to right the longest runs of the clause that stand in the other text."""
    found, start = [], 0
    while start + SHORTEST <= len(clause):
        end = start + SHORTEST
        if clause[start:end] not in told:
            start += 1
            continue
        while end < len(clause) and end - start < LONGEST and clause[start : end + 1] in told:
            end += 1
        found.append(clause[start:end])
        start = end
    return found


def _says_something(phrase: str, known: str) -> bool:
    left = _NUMBERS.sub("", _COURTESY.sub("", phrase))
    return len(left) >= SHORTEST and phrase not in known


def _distinct(longest: list[str]) -> list[str]:
    """The longest, none of which stands in another."""
    kept: list[str] = []
    for phrase in longest:
        if len(kept) < SHOWN and not any(phrase in one for one in kept):
            kept.append(phrase)
    return kept
