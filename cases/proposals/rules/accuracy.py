"""How often proposals were right on tickets that the model had not seen: the newest closed ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cadres.pages.rules.rates import Rate

# The newest fifth is judged by what the older four fifths taught.
HELD_OUT = 5
PROPOSED = 3


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of `judged` tickets the first proposal was right `first` times, one of three `three` times;
    of `sure` that would have been filled in, `sure_right` were right."""

    judged: int
    first: int
    three: int
    sure: int
    sure_right: int

    @property
    def first_rate(self) -> Rate:
        return Rate(self.first, self.judged)

    @property
    def three_rate(self) -> Rate:
        return Rate(self.three, self.judged)

    @property
    def sure_rate(self) -> Rate:
        """How often what would have been filled in was right; a dash where nothing would."""
        return Rate(self.sure_right, self.sure)

    @property
    def sure_share(self) -> Rate:
        """Of how many tickets something would have been filled in."""
        return Rate(self.sure, self.judged)


def of(judged: Iterable[tuple[int, Sequence[tuple[int, float]]]], percent: int) -> Accuracy:
    """Count pairs: what a ticket came to, and the proposals of the model, the likeliest first.

    `percent` is from where on a proposal would have been filled in.
    """
    total = first = three = sure = sure_right = 0
    for truth, proposed in judged:
        total += 1
        labels = [label for label, _ in proposed[:PROPOSED]]
        is_right = labels[:1] == [truth]
        first += is_right
        three += truth in labels
        if proposed and is_sure(proposed[0][1], percent):
            sure += 1
            sure_right += is_right
    return Accuracy(total, first, three, sure, sure_right)


def is_sure(chance: float, percent: int) -> bool:
    """Is a proposal likely enough to be filled in?"""
    return chance * 100 >= percent


def may_fill_in(measured: Accuracy, chance: float, percent: int) -> bool:
    """A model whose sure proposals were wrong more often than it says fills nothing in."""
    return is_sure(chance, percent) and measured.sure_rate.reaches(percent)


def sentence(measured: Accuracy) -> str:
    """Say beside a proposal how often such ones were right."""
    if not measured.judged:
        return "还没有在留出的工单上测过"
    return (
        f"在较新的 {measured.judged} 件上测过：首选正确 {measured.first_rate.percent}，"
        f"三个之内 {measured.three_rate.percent}"
    )
