"""Yellow and red cards (黄牌、红牌) of units, never of people: from sealed figures alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from cases.bulletins.rules.kinds import BulletinKind

if TYPE_CHECKING:
    from cases.bulletins.rules.figures import Figures

# The table and the measure of which a card is made.
TABLE, MEASURE = "by_unit", "overdue"
# A week is too short to answer a card in, a year too long.
KINDS = frozenset({BulletinKind.MONTHLY})
LONGEST_ANSWER = 2000


class Colour(TextChoices):
    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"


@dataclass(frozen=True, slots=True)
class CardRule:
    """From how many tickets in hand and overdue a unit is shown a card, and what says so."""

    yellow: int
    red: int
    basis: str

    def colour(self, overdue: int) -> Colour | None:
        if overdue >= self.red:
            return Colour.RED
        return Colour.YELLOW if overdue >= self.yellow else None

    @property
    def words(self) -> str:
        """Say the rule in a sentence."""
        return (
            f"在办已超期达到{self.yellow}件的责任单位亮黄牌，达到{self.red}件的亮红牌"
            f"（依据：{self.basis}）"
        )


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it follows from the figures."""

    unit_id: int
    label: str
    colour: Colour
    overdue: int


def shown(figures: Figures) -> tuple[Card, ...]:
    """Return the cards that follow from the figures, red before yellow; none without a rule.

    In a published copy only those whose number is told: a colour says between which numbers.
    """
    found = sorted(_cards(figures), key=lambda card: (card.colour, -card.overdue, card.label))
    return tuple(found)


def are_all_told(figures: Figures) -> bool:
    """Does the copy tell the number of every unit?"""
    table = figures.table(TABLE)
    return table is None or all(line.told(MEASURE) is not None for line in table.lines)


def _cards(figures: Figures) -> Iterator[Card]:
    rule, table = figures.cards, figures.table(TABLE)
    if rule is None or table is None:
        return
    for line in table.lines:
        overdue = line.told(MEASURE)
        colour = None if overdue is None else rule.colour(overdue)
        # What nobody has in hand is no unit's.
        if overdue and colour and line.key:
            yield Card(int(line.key), line.label, colour, overdue)


def changes(was: Figures, now: Figures) -> list[str]:
    """Say which units are shown another card, or none, by the later figures."""
    before = {card.unit_id: card for card in shown(was)}
    after = {card.unit_id: card for card in shown(now)}
    said = []
    for unit_id in {**before, **after}:
        old, new = before.get(unit_id), after.get(unit_id)
        words = [one.colour.label if one else "不亮牌" for one in (old, new)]
        if words[0] != words[1]:
            label = (old or new).label  # type: ignore[union-attr]
            said.append(f"{label}由{words[0]}更正为{words[1]}。")
    return said
