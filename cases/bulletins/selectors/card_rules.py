"""By which rule a county shows cards on a day: its own limits, or none."""

from __future__ import annotations

from datetime import date

from cadres.deadlines.selectors import limits
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import cards
from cases.bulletins.rules.cards import CardRule
from cases.bulletins.rules.kinds import BulletinKind
from cases.bulletins.rules.limit_keys import CARD_RED, CARD_YELLOW, CARDS, USUALLY


def of(county_id: int, kind: BulletinKind, on: date, *, seen_by: Viewer) -> CardRule | None:
    """Return the rule in force; None where the county has not switched cards on."""
    if kind not in cards.KINDS:
        return None
    book = limits.book(on, county_id)
    switch = book.get(CARDS)
    if switch is None:
        return None
    found = book.amounts(USUALLY)
    yellow = found[CARD_YELLOW]
    return CardRule(yellow, max(yellow, found[CARD_RED]), switch.basis)
