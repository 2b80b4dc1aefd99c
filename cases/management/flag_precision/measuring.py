"""How often the flags on answers are right, on public messages that somebody read one by one.

What was read is kept as numbers of messages alone (`labels.json`), by kind of flag: `right` where
a head should have looked before closing on such an answer, `wrong` where the answer was in order;
`missed` are answers that should have been flagged and were not, as far as they were read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from pathlib import Path

from cadres.pages.rules.rates import Rate
from cases.early_warning.rules import copied_answers, limit_keys, requests, substance
from cases.early_warning.rules.copied_answers import Said
from cases.early_warning.rules.limit_keys import USUALLY
from cases.early_warning.rules.vocabulary import FlagKind
from cases.ledgers.rules.ledger_rows import HotlineRow

LABELS = Path(__file__).with_name("labels.json")


@dataclass(frozen=True, slots=True)
class Precision:
    """Of `flagged` messages so many were read and right; which of them nobody has read."""

    kind: FlagKind
    flagged: int
    right: int
    wrong: int
    missed: int
    unread: tuple[str, ...]

    @property
    def rate(self) -> Rate:
        return Rate(self.right, self.right + self.wrong)


def measure(messages: Sequence[HotlineRow]) -> list[Precision]:
    """Flag the answers of messages by the usual limits, and compare with what was read."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    found = flagged(messages)
    return [_compared(kind, found[kind], labels.get(kind, {})) for kind in FlagKind]


def flagged(messages: Sequence[HotlineRow]) -> dict[FlagKind, set[str]]:
    """Return the numbers of the messages that are flagged, by kind; files come with none."""
    said = {
        one.outer_number: Said(one.title, one.text, one.answer) for one in messages if one.answer
    }
    shortest = USUALLY[limit_keys.ANSWER_SHORTEST]
    short = {number for number, one in said.items() if one.length < shortest}
    others = {number: one for number, one in said.items() if number not in short}
    left = {number for number, one in others.items() if _leaves_out(one)}
    return {
        FlagKind.SHORT: short,
        FlagKind.LEFT_OUT: left,
        FlagKind.COPIED: _copied(others),
        FlagKind.REUSED: set(),
    }


def _compared(kind: FlagKind, found: set[str], labels: dict[str, list[str]]) -> Precision:
    right, wrong = set(labels.get("right", ())), set(labels.get("wrong", ()))
    missed = set(labels.get("missed", ())) | right - found
    unread = tuple(sorted(found - right - wrong))
    return Precision(kind, len(found), len(found & right), len(found & wrong), len(missed), unread)


def _leaves_out(one: Said) -> bool:
    asked = requests.found(one.question)
    least = _share(limit_keys.REQUEST_SHARE)
    return bool(asked and requests.left_out(asked, substance.said(one.answer), least))


def _copied(said: dict[str, Said]) -> set[str]:
    """Compare those alone that have a check sum in common, as the site does."""
    by_sum: dict[int, list[str]] = defaultdict(list)
    for number, one in said.items():
        for each in copied_answers.sketch(one.answer):
            by_sum[each].append(number)
    pairs = {pair for numbers in by_sum.values() for pair in combinations(numbers, 2)}
    shares = {
        "answers": _share(limit_keys.COPIED_SHARE),
        "questions": _share(limit_keys.QUESTION_SHARE),
    }
    copied = [
        pair for pair in pairs if copied_answers.is_copied(said[pair[0]], said[pair[1]], **shares)
    ]
    return {number for pair in copied for number in pair}


def _share(key: limit_keys.LimitKey) -> Fraction:
    return Fraction(USUALLY[key], 100)
