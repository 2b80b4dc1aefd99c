"""Units that were merged or made of each other stand by one of them."""

from __future__ import annotations

import pytest

from cadres.people.rules import unit_families

OLD, NEW, THIRD, OTHER = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("merged", "split", "head", "together"),
    [
        ([(OLD, NEW)], [], NEW, (NEW, OLD)),
        ([], [(OLD, NEW)], OLD, (OLD, NEW)),
        # Made of a part, and what was left went into a third: that one lives.
        ([(OLD, THIRD)], [(OLD, NEW)], THIRD, (THIRD, OLD, NEW)),
        # Two went into one, which gave a part away.
        ([(OLD, THIRD), (NEW, THIRD)], [(THIRD, OTHER)], THIRD, (THIRD, OLD, NEW, OTHER)),
        # Parts went both ways: the elder stands for both.
        ([], [(OLD, NEW), (NEW, OLD)], OLD, (OLD, NEW)),
    ],
)
def test_a_family_stands_by_the_unit_that_goes_on(merged, split, head, together):
    families = unit_families.joined(merged, split)

    assert {families.head(one) for one in together} == {head}
    assert families.of(head) == together


def test_who_neither_merged_nor_split_stands_alone():
    families = unit_families.joined([(OLD, NEW)], [])

    assert families.head(OTHER) == OTHER
    assert families.of(OTHER) == (OTHER,)
