"""How often two messages that are put side by side are one matter, on public messages.

Each pair that the rules find was read; what is not one matter stands here by its numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest
from django.conf import settings

from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import hotline_messages
from cases.tickets.rules.duplicates import duplicates
from cases.tickets.selectors.duplicates.duplicates import WORDS

MESSAGES = settings.LEDGERS_DIR / "hotline_messages.xlsx"
# The same words sent to two cities; two hospitals in two neighbourhoods.
NOT_ONE_MATTER = {("33937", "4880"), ("4489", "9744")}


def rarer(words: set[int], often: Counter[int]) -> list[int]:
    shared = [word for word in words if often[word] > 1]
    return sorted(shared, key=lambda word: (often[word], word))[:WORDS]


@pytest.mark.skipif(not MESSAGES.is_file(), reason="the public messages are not on this machine")
def test_nineteen_of_twenty_pairs_of_messages_are_one_matter():
    found = hotline_messages.parse(sheets.read(MESSAGES.read_bytes(), MESSAGES.name)).rows
    said = {one.outer_number: duplicates.text_pairs(one.title, one.text) for one in found}
    often = Counter(word for words in said.values() for word in words)
    by_word = defaultdict(list)
    for number, words in said.items():
        for word in rarer(words, often):
            by_word[word].append(number)
    together = {
        tuple(sorted(pair)) for numbers in by_word.values() for pair in combinations(numbers, 2)
    }

    likely = {
        pair
        for pair in together
        if duplicates.likeness(said[pair[0]], said[pair[1]]) >= duplicates.KINDRED
    }

    right = likely - NOT_ONE_MATTER
    assert len(likely) >= 20
    assert len(right) / len(likely) >= 0.95
